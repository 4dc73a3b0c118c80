// The public face. Everything here only adds comfort: each page works without it.
import { Button, ErrorSummary, SkipLink, createAll } from "govuk-frontend";
import { wayOut } from "./way_out.js";
import { receipt } from "./receipt.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, ErrorSummary, SkipLink]) {
  createAll(component);
}
wayOut();
receipt();
