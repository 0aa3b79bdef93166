using FastEndpoints;
using FluentValidation;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Api.Idempotency;
using PawPal.Contracts.Accounts;

namespace PawPal.Api.Accounts;

internal sealed class NotificationPreferencesValidator : Validator<NotificationPreferences>
{
    private const int Most = 200;

    public NotificationPreferencesValidator()
    {
        RuleFor(r => r.Preferences).Cascade(CascadeMode.Stop).NotNull()
            .Must(all => all.Count <= Most).WithErrorCode("length").WithMessage("At most 200.")
            .Must(all => all.All(one => one is not null)
                && all.DistinctBy(one => (one.Kind, one.Channel)).Count() == all.Count)
            .WithErrorCode("duplicate").WithMessage("Name each kind and channel once.");
        RuleForEach(r => r.Preferences).ChildRules(one =>
        {
            one.RuleFor(r => r.Kind).Cascade(CascadeMode.Stop).NotEmpty().Matches(@"^(\*|[a-z_]{1,30}\.[a-z_]{1,29})\z").WithErrorCode("format")
                .WithMessage("A kind such as reminder.due, or *.");
            one.RuleFor(r => r.Channel).Must(channel => channel is "push" or "email" or "webhook" or "app")
                .WithErrorCode("choice").WithMessage("Choose one of: push, email, webhook, app.");
        });
    }
}

/// <summary><c>GET /api/v1/account/notifications</c>.</summary>
internal sealed class GetPreferencesEndpoint(NpgsqlDataSource source) : EndpointWithoutRequest<NotificationPreferences>
{
    public override void Configure()
    {
        Get("account/notifications");
        this.RequireAccount();
        Summary(s => s.Summary = "By which ways the person wants to hear of what");
    }

    public override async Task HandleAsync(CancellationToken ct)
    {
        await using var find = source.CreateCommand(
            "select kind, channel, enabled from notification_preference where account_id = $1 order by kind, channel");
        find.Parameters.Bind(HttpContext.AccountCaller().Account.Value);
        await using var row = await find.ExecuteReaderAsync(ct);
        var all = new List<NotificationPreference>();
        while (await row.ReadAsync(ct))
            all.Add(new NotificationPreference(row.GetString(0), row.GetString(1), row.GetBoolean(2)));
        await Send.OkAsync(new NotificationPreferences(all), ct);
    }
}

/// <summary><c>PUT /api/v1/account/notifications</c>: takes the place of all choices before.</summary>
internal sealed class SetPreferencesEndpoint : AccountWriteEndpoint<NotificationPreferences, NotificationPreferences>
{
    public override void Configure()
    {
        Put("account/notifications");
        this.RequireAccount();
        Summary(s => s.Summary = "Choose by which ways to hear of what");
    }

    protected override async Task<WriteResult> WriteAsync(
        NotificationPreferences request, AccountWriteContext write, CancellationToken ct)
    {
        var account = write.Caller.Account.Value;
        await using (var delete = write.Command("delete from notification_preference where account_id = $1"))
        {
            delete.Parameters.Bind(account);
            await delete.ExecuteNonQueryAsync(ct);
        }

        await using var insert = write.Command(
            """
            insert into notification_preference (account_id, kind, channel, enabled)
            select $1, kind, channel, enabled from unnest($2, $3, $4) as p (kind, channel, enabled)
            """);
        insert.Parameters
            .Bind(account, request.Preferences.Select(one => one.Kind).ToArray())
            .Bind(request.Preferences.Select(one => one.Channel).ToArray())
            .Bind(request.Preferences.Select(one => one.Enabled).ToArray());
        await insert.ExecuteNonQueryAsync(ct);
        return new WriteResult.Written(WriteAnswer.Ok(request));
    }
}
