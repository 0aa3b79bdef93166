using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Appointments;

namespace PawPal.Api.Appointments;

internal sealed class AddAppointmentEndpoint : WriteEndpoint<AppointmentRequest, AppointmentResponse>
{
    public override int SuccessStatus => StatusCodes.Status201Created;

    public override void Configure()
    {
        Post("appointments");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Note an appointment");
    }

    protected override async Task<WriteResult> WriteAsync(
        AppointmentRequest request, WriteContext write, CancellationToken ct)
    {
        var id = write.NewId();
        var plan = AppointmentPlan.Of(request, write.Caller);
        if (await AppointmentStore.AddAsync(write.Session, id, plan, write.Now, ct) is { } refusal)
            return refusal;
        var made = await AppointmentStore.FindAsync(write.Session, id, ct);
        return new WriteResult.Written(WriteAnswer.Of(StatusCodes.Status201Created, made!.Response));
    }
}

internal sealed class ChangeAppointmentEndpoint : WriteEndpoint<AppointmentRequest, AppointmentResponse>
{
    public override void Configure()
    {
        Put("appointments/{appointmentId}");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Change an appointment; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        AppointmentRequest request, WriteContext write, CancellationToken ct)
    {
        if (!Guid.TryParse(Route<string>("appointmentId"), out var id)
            || await AppointmentStore.FindAsync(write.Session, id, ct) is not { } before)
            return new WriteResult.Failed(Problems.AppointmentUnknown);
        if (write.RequireMatch(before.Response.Version) is { } stale)
            return stale;
        if (before.Response.State is "cancelled")
            return new WriteResult.Failed(Problems.AppointmentCancelled);
        var plan = AppointmentPlan.Of(request, write.Caller);
        if (await AppointmentStore.ChangeAsync(write.Session, id, plan, write.Now, ct) is { } refusal)
            return refusal;
        var after = await AppointmentStore.FindAsync(write.Session, id, ct);
        return new WriteResult.Written(WriteAnswer.Ok(after!.Response));
    }
}

internal sealed class CancelAppointmentEndpoint : WriteEndpoint<CancelAppointmentRequest, AppointmentResponse>
{
    public override void Configure()
    {
        Post("appointments/{appointmentId}/cancel");
        this.RequireHousehold(HouseholdAccess.Keep);
        Summary(s => s.Summary = "Call an appointment off; needs If-Match");
    }

    protected override async Task<WriteResult> WriteAsync(
        CancelAppointmentRequest request, WriteContext write, CancellationToken ct)
    {
        if (await AppointmentStore.FindAsync(write.Session, request.AppointmentId, ct) is not { } before)
            return new WriteResult.Failed(Problems.AppointmentUnknown);
        if (write.RequireMatch(before.Response.Version) is { } stale)
            return stale;
        if (before.Response.State is "cancelled")
            return new WriteResult.Failed(Problems.AppointmentCancelled);
        await AppointmentStore.CancelAsync(write.Session, before, ct);
        var after = await AppointmentStore.FindAsync(write.Session, request.AppointmentId, ct);
        return new WriteResult.Written(WriteAnswer.Ok(after!.Response));
    }
}
