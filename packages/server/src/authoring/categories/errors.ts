import { ConflictError } from "../../http/errors.js";

/** There is a category of this name already. */
export class CategoryExistsError extends ConflictError {
  constructor(name: string) {
    super("conflict", `There is a category "${name}" already.`, [{ path: "name", message: "is taken" }]);
  }
}
