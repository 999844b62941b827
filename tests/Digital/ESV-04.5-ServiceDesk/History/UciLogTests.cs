using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.History;
using Busbar.Digital.ServiceDesk.Prediction;
using Busbar.Gateways;
using Busbar.Gateways.ServiceHistory;
using Busbar.Kernel.Clocks;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.ServiceDesk.Tests.History;

/// <summary>Small logs: what is refused, what is kept as it stands, and what a replay says of them.</summary>
public sealed class UciLogTests
{
    private const string Header = "number,incident_state,reassignment_count,reopen_count,sys_mod_count,made_sla,opened_at,sys_updated_at,"
        + "contact_type,impact,urgency,priority,assignment_group,resolved_at,closed_at,cmdb_ci,problem_id,rfc,caused_by\n";

    private const string Row = "INC1,New,0,0,0,true,1/3/2016 08:00,1/3/2016 08:05,Phone,2 - Medium,2 - Medium,3 - Moderate,Group 7,"
        + "1/3/2016 10:00,6/3/2016 12:00,?,?,CHG9,?\n";

    [Fact]
    public void The_original_labels_are_read_and_a_value_not_kept_is_empty()
    {
        var incident = Assert.Single(Read(Header + Row).OrThrow().Incidents);
        Assert.Equal((Instant.FromUtc(2016, 3, 1, 8, 0), Instant.FromUtc(2016, 3, 1, 10, 0)), (incident.OpenedAt, incident.ResolvedAt));
        Assert.Equal((2, 3, "Group 7"), (incident.Last.Impact, incident.Last.Priority, incident.Last.Group));
        Assert.Equal("CHG9", Assert.Single(incident.Links).Value);
    }

    [Theory]
    [InlineData("1/3/2016 08:05", "31/2/2016 08:05", "not-a-time", "log.csv:2 sys_updated_at")]
    [InlineData(",true,", ",maybe,", "not-a-flag", "log.csv:2 made_sla")]
    [InlineData("2 - Medium,2", "high,2", "not-a-number", "log.csv:2 impact")]
    [InlineData(",?\n", "\n", "field-count", "log.csv:2 row")]
    public void A_bad_field_refuses_the_log_by_line_and_name(string from, string to, string code, string where)
    {
        var refusal = Refused(Read(Header + Row.Replace(from, to, StringComparison.Ordinal)));
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
    }

    [Fact]
    public void A_log_without_columns_or_rows_or_with_rows_apart_is_refused()
    {
        Assert.Equal("empty-file", Refused(Read("")).Code);
        Assert.Equal("header-only", Refused(Read(Header)).Code);
        Assert.Equal("wrong-columns", Refused(Read(Header.Replace("made_sla,", "", StringComparison.Ordinal) + Row)).Code);
        Assert.Equal("incident-apart", Refused(Read(Header + Row + Row.Replace("INC1", "INC2", StringComparison.Ordinal) + Row)).Code);
    }

    [Fact]
    public void An_archive_holds_one_log()
    {
        Assert.Single(UciIncidentLog.Read(new("log.zip", Zip(("log.csv", Header + Row)))).OrThrow().Incidents);
        Assert.Equal("not-one-table", Refused(UciIncidentLog.Read(new("log.zip", Zip(("a.csv", Header), ("b.csv", Header))))).Code);
        Assert.Equal("broken-archive", Refused(UciIncidentLog.Read(new("log.zip", Zip(("log.csv", Header + Row))[..60]))).Code);
    }

    [Fact]
    public void A_matrix_that_is_not_exact_is_a_finding_and_an_empty_history_is_refused()
    {
        var log = Read(Header + Row + Row + Row.Replace("3 - Moderate", "2 - High", StringComparison.Ordinal)).OrThrow();
        var replay = Assert.IsType<Outcome<HistoryReplay>.Done>(ReplayHistory.Run(log));
        Assert.Equal("matrix-not-exact", Assert.Single(replay.Findings).Code);
        Assert.Equal((3, 2, 1), (replay.Value.Matrix[0].Priority, replay.Value.Matrix[0].Events, replay.Value.Matrix[0].Others));
        Assert.Equal("empty-history", Assert.IsType<Outcome<HistoryReplay>.Refused>(ReplayHistory.Run(new("none", []))).Refusal.Code);
    }

    [Fact]
    public void Waiting_pauses_reopening_undoes_a_resolution_and_the_desks_fields_end_it()
    {
        var log = Read(Header
            + Line("Active", "08:05") + Line("Awaiting User Info", "08:10") + Line("Active", "08:30") + Line("Resolved", "08:40")
            + Line("Active", "09:00") + Line("Resolved", "09:30") + Line("Closed", "09:50")).OrThrow();
        Assert.Equal(
            ["Created 08:00", "Paused 08:10", "Resumed 08:30", "Resolved 08:40", "Reopened 09:00", "Resolved 10:00", "Closed 12:00"],
            HistoryLog.Of(log.Incidents[0]).Select(each => $"{each.GetType().Name} {each.At.InUtc():HH:mm}"));

        static string Line(string state, string time) => Row.Replace("New", state, StringComparison.Ordinal)
            .Replace("08:05", time, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cell_with_few_tickets_leans_on_its_parents_and_nothing_to_learn_is_refused()
    {
        var odds = new BreachOdds(
        [
            .. Enumerable.Range(0, 80).Select(index => new TicketMoment("a", 3, "Active", index < 60)),
            .. Enumerable.Range(0, 120).Select(index => new TicketMoment("b", 3, "New", index < 20)),
        ]);
        Assert.Equal(0.4, odds.Base, 12);
        var state = (60 + 20 * 0.4) / 100;
        Assert.Equal((60 + 20 * state) / 100, odds.Of(new("a", 3, "Active", false)), 12);
        Assert.Equal(state, odds.Of(new("c", 3, "Active", false)), 12);
        Assert.Equal(0.4, odds.Of(new("a", 1, "Active", false)), 12);
        var study = StudyBreaches.Run(new(Read(Header + Row).OrThrow(), ImmutableSortedDictionary<int, int>.Empty.Add(3, 9),
            StopRule.Closed, 0.5, [25]));
        Assert.Equal("nothing-to-learn", Refused(study).Code);
    }

    private static Refusal Refused<T>(Outcome<T> outcome) => Assert.IsType<Outcome<T>.Refused>(outcome).Refusal;

    private static Outcome<IncidentHistory> Read(string text) => UciIncidentLog.Read(new("log.csv", Encoding.UTF8.GetBytes(text)));

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, text) in files)
                using (var entry = zip.CreateEntry(name).Open()) entry.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
