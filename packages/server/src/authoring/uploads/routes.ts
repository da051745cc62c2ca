import type { Deps } from "../../deps.js";
import { cors } from "../../http/cors.js";
import { noStore } from "../../http/response-headers.js";
import { createRouter, type Router } from "../../http/router.js";
import { finishUpload } from "./finish-upload.js";

/**
 * Where the bytes of an upload go that startLocalUpload opened: PUT them raw, as to Mux, and the answer is 204. The
 * address is all that is needed, so nobody's token is looked at; like every address that works by itself it is in no
 * document of the API.
 */
export function uploadRoutes(deps: Deps): Router {
  const router = createRouter();
  router.use("/uploads/*", cors(deps.config.allowedOrigins), noStore());

  router.put("/uploads/:token", async (c) => {
    try {
      await finishUpload({ deps, token: c.req.param("token"), body: c.req.raw.body ?? nothing() });
    } catch (error) {
      // What is left of the body is not worth reading only to keep the connection.
      c.header("Connection", "close");
      throw error;
    }
    return c.body(null, 204);
  });

  return router;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
