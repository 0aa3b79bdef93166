import assert from "node:assert/strict";
import { test } from "node:test";
import { describe } from "../../../src/Web/wwwroot/js/understood.js";

test("frames are said in a few words", () => {
  const cases = [
    [
      { intent: "log_feeding", slots: { pets: ["Max"], amount: 1, unit: "cup", food: "kibble" } },
      "Meal: Max, 1 cup kibble",
    ],
    [{ intent: "log_walk", slots: { pets: ["Bella", "Max"], duration_minutes: 20 } }, "Walk: Bella and Max, 20 min"],
    [
      { intent: "log_medication", slots: { pets: ["Max"], dose: "0.5 tablet", when: "2026-03-12T07:00" } },
      "Medicine: Max, 0.5 tablet, 07:00",
    ],
    [{ intent: "log_weight", slots: { pets: ["Mochi"], weight_kg: 4.2 } }, "Weight: Mochi, 4.2 kg"],
    [
      { intent: "query_last", slots: { pets: ["Luna"], topic: "feeding", when: "2026-03-12T00:00" } },
      "Last time: Luna, meal",
    ],
    [{ intent: "log_symptom", slots: { pets: ["Max"], symptom: "choking" } }, "Sign: Max, choking"],
    [{ intent: "handover_summary" }, "Handover"],
    [{ intent: "sing_a_song" }, "sing a song"],
  ];
  for (const [frame, words] of cases) assert.equal(describe(frame), words);
});
