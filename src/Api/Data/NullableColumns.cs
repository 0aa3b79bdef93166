using Npgsql;

namespace PawPal.Api.Data;

/// <summary>Columns that may be null.</summary>
internal static class NullableColumns
{
    extension(NpgsqlDataReader row)
    {
        public string? TextOrNull(int column) => row.IsDBNull(column) ? null : row.GetString(column);

        public Guid? GuidOrNull(int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

        public int? Int32OrNull(int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

        public DateOnly? DateOrNull(int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

        public DateTimeOffset? MomentOrNull(int column) =>
            row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
    }
}
