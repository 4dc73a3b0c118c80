// Staff screens. Everything here only adds comfort: each page works without it.
import htmx from "htmx.org";
import { Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink, Tabs, createAll } from "govuk-frontend";
import { SortableTable } from "@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs";
import { receipt } from "./receipt.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, SkipLink, Tabs]) {
  createAll(component);
}
document.querySelectorAll('[data-module="moj-sortable-table"]').forEach((table) => new SortableTable(table));
window.htmx = htmx;
receipt();
