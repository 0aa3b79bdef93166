using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PawPal.Api.Data;
using PawPal.Api.Households;

namespace PawPal.Api.Changes;

/// <summary>What a transaction is going to tell; written with its commit.</summary>
internal sealed class RecordedChanges
{
    internal const string Insert = "select record_change($1, $2, $3, $4, $5, $6, $7, $8)";

    private readonly List<Change> _changes = [];

    public bool IsEmpty => _changes.Count == 0;

    public void Add(string action, Guid subject, Guid? pet = null, object? details = null) => _changes.Add(new Change(
        action,
        subject,
        pet,
        details is null ? "{}" : JsonSerializer.Serialize(details, JsonSerializerOptions.Web)));

    /// <summary>Adds one statement for each change to <paramref name="batch"/>.</summary>
    public void AddTo(NpgsqlBatch batch, HouseholdId household, AccountId? account, DateTimeOffset now)
    {
        foreach (var change in _changes)
        {
            var insert = new NpgsqlBatchCommand(Insert);
            insert.Parameters
                .Bind(household.Value, Guid.CreateVersion7(now), now.UtcDateTime, account?.Value)
                .Bind(change.Action, change.Subject, change.Pet);
            insert.Parameters.Add(new NpgsqlParameter<string>
            {
                TypedValue = change.Details,
                NpgsqlDbType = NpgsqlDbType.Jsonb,
            });
            batch.BatchCommands.Add(insert);
        }

        _changes.Clear();
    }
}
