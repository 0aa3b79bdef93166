using PawPal.Api.Commands;
using PawPal.Api.Idempotency;
using PawPal.Api.Plans;

namespace PawPal.Api.Medications;

/// <summary>A doubt as it is said: who, what and when, so that people can settle it.</summary>
internal static class DoubtWords
{
    private static readonly Sentences Words = new("PawPal.Api.Medications.Replies");

    public static string Say(
        DoseVerdict verdict, string medicine, DateTimeOffset now, TimeZoneInfo zone) => string.Join(
        ' ', verdict.Doubts.Select(doubt => Say(doubt.PetName, doubt.Doubt, medicine, now, zone)));

    /// <summary>The refusal over HTTP: each doubt with its code.</summary>
    public static WriteResult Refuse(
        DoseVerdict verdict, string medicine, DateTimeOffset now, TimeZoneInfo zone) =>
        new WriteResult.Failed(Problems.DoseDoubtful)
        {
            Detail = Words["ConfirmApi", Say(verdict, medicine, now, zone)],
            Errors =
            [
                .. verdict.Doubts.Select(doubt => new ProblemError(
                    "", doubt.Doubt.Code, Say(doubt.PetName, doubt.Doubt, medicine, now, zone))),
            ],
        };

    /// <summary>The question by voice.</summary>
    public static CommandOutcome Ask(DoseVerdict verdict, string medicine, DateTimeOffset now, TimeZoneInfo zone) =>
        new CommandOutcome.NeedsYes(Words["Confirm", Say(verdict, medicine, now, zone)]);

    public static string Say(string pet, DoseDoubt doubt, string medicine, DateTimeOffset now, TimeZoneInfo zone) =>
        doubt switch
        {
            { Code: "species" } => Words[doubt.Key, pet, medicine, "pet"],
            { Code: "interaction" } => Words[doubt.Key, pet, doubt.Other!.Medicine, When(doubt.Other, now, zone),
                medicine],
            { Code: "day-limit" } => Words[
                doubt.Key, pet, doubt.Other!.Medicine, Times(doubt.Count), When(doubt.Other, now, zone), doubt.Most],
            { NextFrom: { } next, Code: "too-early" } => string.Join(
                ' ',
                Words[doubt.Key, pet, doubt.Other!.Medicine, When(doubt.Other, now, zone)],
                Words["NextFrom", PlanTimes.Say(zone.ToWallTime(next), zone.ToWallTime(now))]),
            _ => Words[doubt.Key, pet, doubt.Other!.Medicine, When(doubt.Other, now, zone)],
        };

    private static string Times(int times) => times == 1 ? Words["Once"] : Words["Times", times];

    private static string When(GivenDose dose, DateTimeOffset now, TimeZoneInfo zone) =>
        Words["By", SpokenTime.Of(dose.At, now, zone, dose.Precision), dose.By ?? Words["You"]];
}
