import { once } from "node:events";

import { startVideoJobs } from "../authoring/video/start-video-jobs.js";
import { createDeps } from "../create-deps.js";
import { startMailSender } from "../mail/start-mail-sender.js";
import { findWidgets } from "../operations/find-widgets.js";
import { createMetrics } from "../operations/metrics.js";
import { keepWidgets, keptWidgets } from "../operations/widget-files.js";
import { parseConfig } from "../parse-config.js";
import { startReconciling } from "../webhooks/reconcile/start-reconciling.js";
import type { Command } from "./command.js";
import { startServer } from "./start-server.js";
import { UsageError } from "./usage-error.js";

/** How long mails, payments and videos may take that are in hand when the server ends; less than the ten seconds that it has. */
const IN_HAND_MS = 8_000;

export const serveCommand: Command = {
  summary: "start the server (this is what courselet does without a command)",
  help: `Usage: courselet [serve]

Opens the database, brings it up to date and serves the API and the widgets on HOST and PORT. One line on stdout says
when it is ready. SIGTERM or SIGINT (Ctrl-C) answers what is in flight and ends it within 10 seconds.`,

  async run({ args, env }) {
    if (args.length > 0) throw new UsageError("serve takes no arguments; see courselet serve --help.");
    const { deps, close } = await createDeps(parseConfig(env));
    try {
      const widgets = findWidgets();
      if (widgets !== null) await keepWidgets({ widgets, kept: keptWidgets(deps.config) });
      const metrics = createMetrics();
      const server = await startServer(deps, metrics);
      const reconciling = startReconciling({ deps, metrics });
      const mailSender = startMailSender({ deps });
      const videoJobs = startVideoJobs({ deps });
      const { publicUrl } = deps.config;
      console.log(`Courselet listens on ${server.url}${publicUrl === server.url ? "" : `, reached as ${publicUrl}`}`);
      await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
      // Once more changes nothing: the ones in flight are answered all the same.
      process.on("SIGTERM", () => {}).on("SIGINT", () => {});
      await Promise.all([server.stop(), ...[mailSender, videoJobs, reconciling].map((work) => work.stop(IN_HAND_MS))]);
    } finally {
      await close();
    }
    return 0;
  },
};
