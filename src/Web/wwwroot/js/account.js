import { call } from "./api.js";
import { submitByScript } from "./forms.js";

const form = document.querySelector("form[data-account]");

submitByScript(form, async fields => {
  await call(`/api/v1/accounts/${form.dataset.account}`, { method: "POST", json: fields, renew: false });
  location.assign("/");
});

const zones = document.getElementById("time-zones");
if (zones) {
  form.elements.timeZone.value ||= Intl.DateTimeFormat().resolvedOptions().timeZone;
  zones.append(...(Intl.supportedValuesOf?.("timeZone") ?? []).map(zone => new Option(zone, zone)));
}
