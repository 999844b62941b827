using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using Busbar.Kernel.Outcomes;
using Busbar.Store.Databases;
using Dapper;
using NodaTime;

namespace Busbar.Store.Migrations;

/// <summary>Brings a store to the schema of this program, one numbered step after another, and refuses a store that is ahead of
/// it.</summary>
internal static class Schema
{
    public static ImmutableArray<Migration> Steps { get; } = [M0001Facts.Step, M0002Duties.Step, M0003Work.Step, M0004HolidayDuty.Step,
        M0005OfferDuties.Step, M0006DealDuties.Step, M0007ConfirmationDuty.Step, M0008SettlementDuties.Step, M0009TagDuties.Step,
        M0010StatementDuties.Step, M0011ServiceDuties.Step, M0012ProtectDuties.Step, M0013PlanDuties.Step, M0014FeedDuties.Step];

    public static void Bring(Session session, StoreLocation where, IClock clock)
    {
        var version = session.Read(connection => VersionOf(session.Database, connection));
        RefuseNewer(version, where);
        foreach (var step in Steps.Where(step => step.Number > version))
            session.Write(connection => Take(session.Database, connection, step, where, clock));
    }

    private static bool Take(IDatabase database, DbConnection connection, Migration step, StoreLocation where, IClock clock)
    {
        var version = VersionOf(database, connection); // another process may have taken the step while this one waited for the lock
        RefuseNewer(version, where);
        if (version >= step.Number) return false;
        if (version == 0)
        {
            var integer = database.TypeOf(ColumnKind.Integer);
            connection.Execute(
                $"CREATE TABLE schema_version (version {integer} PRIMARY KEY, name TEXT NOT NULL, applied_at {integer} NOT NULL)");
            database.MarkAsOurs(connection);
        }
        foreach (var statement in step.Statements(database)) connection.Execute(statement);
        connection.Execute("INSERT INTO schema_version (version, name, applied_at) VALUES (@Number, @Name, @at)",
            new { step.Number, step.Name, at = UnixNanoseconds.Of(clock.GetCurrentInstant()) });
        return true;
    }

    private static int VersionOf(IDatabase database, DbConnection connection)
    {
        database.RefuseForeign(connection);
        return database.HasTable(connection, "schema_version")
            ? connection.ExecuteScalar<int>("SELECT COALESCE(MAX(version), 0) FROM schema_version")
            : 0;
    }

    private static void RefuseNewer(int version, StoreLocation where)
    {
        if (version <= Steps[^1].Number) return;
        throw new RefusedException(new("newer-schema",
            string.Create(CultureInfo.InvariantCulture,
                $"The store has schema {version}; this program knows schemas up to {Steps[^1].Number}"),
            where.ToString()!, "Run the newer busbar that made it."));
    }
}
