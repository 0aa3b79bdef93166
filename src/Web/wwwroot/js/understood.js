const INTENTS = {
  log_feeding: "Meal", log_walk: "Walk", log_medication: "Medicine", log_weight: "Weight",
  log_potty: "Potty", log_grooming: "Grooming", log_symptom: "Sign", log_note: "Note",
  query_last: "Last time", query_history: "So far", query_weight: "Weight", query_schedule: "Plans",
  handover_summary: "Handover", undo: "Take back", help: "Help", out_of_scope: "Not understood",
};
const TOPICS = { feeding: "meal", walk: "walk", medication: "medicine", weight: "weight" };

/** What was understood, in a few words: "Meal: Max, 1 cup kibble". */
export function describe({ intent, slots = {} }) {
  const parts = [
    list(slots.pets),
    TOPICS[slots.topic] ?? slots.topic,
    join(slots.amount, slots.unit, slots.food),
    join(slots.dose, slots.medication),
    slots.symptom,
    slots.duration_minutes != null && `${slots.duration_minutes} min`,
    slots.distance_km != null && `${slots.distance_km} km`,
    slots.weight_kg != null && `${slots.weight_kg} kg`,
    clock(slots.when),
  ].filter(Boolean);
  const act = INTENTS[intent] ?? intent.replaceAll("_", " ");
  return parts.length ? `${act}: ${parts.join(", ")}` : act;
}

function list(names) {
  return Array.isArray(names) && names.length ? names.join(" and ") : "";
}

function join(...words) {
  return words.filter(word => word != null && word !== "").join(" ");
}

// Times of understanding are local wall times without an offset; midnight stands for a whole day.
function clock(when) {
  const time = /T(\d\d:\d\d)/.exec(when ?? "")?.[1];
  return time && time !== "00:00" ? time : "";
}
