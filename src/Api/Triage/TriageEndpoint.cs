using FastEndpoints;
using FluentValidation;
using PawPal.Api.Commands;
using PawPal.Api.Contacts;
using PawPal.Api.Data;
using PawPal.Api.FoodSafety;
using PawPal.Api.Households;
using PawPal.Api.Text;
using PawPal.Contracts.Contacts;
using PawPal.Contracts.Triage;

namespace PawPal.Api.Triage;

internal sealed class TriageValidator : Validator<TriageRequest>
{
    public TriageValidator()
    {
        RuleFor(r => r.Signs).TextOf(1, 500);
        RuleFor(r => r.HoursSinceAte).InclusiveBetween(0, 1_000).WithMessage("Between 0 and 1,000.");
        RuleFor(r => r.BreathsPerMinute).InclusiveBetween(1, 400).WithMessage("Between 1 and 400.");
        RuleFor(r => r.UsualBreathsPerMinute).InclusiveBetween(1, 400).WithMessage("Between 1 and 400.");
        RuleFor(r => r.Times).InclusiveBetween(1, 100).WithMessage("Between 1 and 100.");
    }
}

/// <summary><c>POST /api/v1/triage</c>: asks, keeps nothing.</summary>
internal sealed class TriageEndpoint(HouseholdDatabase database, TimeProvider clock)
    : Endpoint<TriageRequest, TriageResponse>
{
    private const string FindContacts =
        $"""
        select {ContactRow.Columns} from contact
        where household_id = $1 and (takes_emergencies or kind in ('vet', 'clinic', 'emergency'))
        order by not takes_emergencies, array_position(array['emergency', 'clinic', 'vet'], kind), created_at, id
        """;

    private static readonly Sentences Words = new("PawPal.Api.Triage.Replies");

    private static readonly string[] Cautions =
        [Words["Caution.Information"], Words["Caution.Vomit"], Words["Caution.Doubt"]];

    public override void Configure()
    {
        Post("triage");
        this.RequireHousehold(HouseholdAccess.Read);
        Summary(s =>
        {
            s.Summary = "How urgent signs are, by which rule, and whom to call";
            s.Description = "Information, no diagnosis. Nothing is kept.";
        });
    }

    public override async Task HandleAsync(TriageRequest request, CancellationToken ct)
    {
        var caller = HttpContext.Caller();
        var now = clock.GetUtcNow();
        if (await SummaryForVet.ReadAsync(database, caller, request.PetId, now, ct) is not { } summary)
        {
            await this.ProblemAsync(Problems.PetUnknown, ct);
            return;
        }

        var fired = Assessment.Of(new TriageCase(summary.Pet.Species, request.Signs)
        {
            Name = summary.Pet.Name,
            AgeMonths = summary.Pet.AgeMonths,
            Medicines = summary.Medicines,
            HoursSinceAte = request.HoursSinceAte,
            Breaths = request.BreathsPerMinute,
            UsualBreaths = request.UsualBreathsPerMinute,
            Times = request.Times,
        });
        var level = Assessment.LevelOf(fired);
        var emergency = level == Assessment.Red ? await WhomToCallAsync(caller, summary, now, ct) : null;
        await Send.OkAsync(
            new TriageResponse(
                level,
                fired.Count == 0 ? Words["NoRule"] : Words[$"Advice.{level}", fired[0].Why],
                fired,
                fired.Count == 0 ? [Words["WatchAny"]] : Assessment.WatchFor(fired),
                Cautions,
                emergency),
            ct);
    }

    private async Task<TriageEmergency> WhomToCallAsync(
        HouseholdCaller caller, SummaryForVet summary, DateTimeOffset now, CancellationToken ct)
    {
        await using var query = database.Query(caller);
        query.Add("select country from household where id = $1").Bind(caller.Household.Value);
        query.Add(FindContacts).Bind(caller.Household.Value);
        await using var row = await query.ExecuteAsync(ct);
        await row.ReadAsync(ct);
        var lines = PoisonLines.For(row.TextOrNull(0));
        await row.NextResultAsync(ct);
        var contacts = new List<ContactResponse>();
        while (await row.ReadAsync(ct))
            contacts.Add(ContactRow.Read(row));
        return new TriageEmergency(contacts, lines, summary.Write(now, caller.TimeZone));
    }
}
