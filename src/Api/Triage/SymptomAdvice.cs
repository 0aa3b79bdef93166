using PawPal.Api.Care;
using PawPal.Api.Commands;
using PawPal.Api.Data;
using PawPal.Contracts.Pets;

namespace PawPal.Api.Triage;

/// <summary>Says what a sign can mean while it is being logged, and whom to call.</summary>
internal sealed class SymptomAdvice : ISymptomAdvice
{
    private const string FindMedicines =
        $"""
        select e.pet_id, e.medication from care_event e
        where e.household_id = $1 and e.pet_id = any($2) and e.kind = 'medication' and e.occurred_at >= $3
            and {CareEvent.Stands}
        union
        select pet_id, medication from regimen where household_id = $1 and pet_id = any($2) and state = 'active'
        """;

    private static readonly Sentences Words = new("PawPal.Api.Triage.Replies");

    public async Task<IReadOnlyList<string>> AdviseAsync(
        IReadOnlyList<PetResponse> pets, string sign, CommandContext command, CancellationToken ct)
    {
        var medicines = await MedicinesAsync(pets, command, ct);
        return [.. pets
            .Select(pet => Assessment.Of(
                new TriageCase(pet.Species, sign) { Name = pet.Name, Medicines = [.. medicines[pet.Id]] }))
            .Where(fired => fired.Count > 0)
            .Select(fired => Words[$"Advice.{fired[0].Level}", fired[0].Why])
            .Distinct(StringComparer.Ordinal)];
    }

    private static async Task<ILookup<Guid, string>> MedicinesAsync(
        IReadOnlyList<PetResponse> pets, CommandContext command, CancellationToken ct)
    {
        await using var find = command.Session.Command(FindMedicines);
        find.Parameters.Bind(
            command.Session.Household.Value, pets.Select(pet => pet.Id).ToArray(),
            command.Now.UtcDateTime.AddDays(-SummaryForVet.Days));
        await using var row = await find.ExecuteReaderAsync(ct);
        var found = new List<(Guid Pet, string Medicine)>();
        while (await row.ReadAsync(ct))
            found.Add((row.GetGuid(0), row.GetString(1)));
        return found.ToLookup(one => one.Pet, one => one.Medicine);
    }
}
