using System.Collections.Immutable;
using System.Text;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Digital.ServiceDesk.Import;
using Busbar.Digital.ServiceDesk.Metrics;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Gateways;
using Busbar.Gateways.ServiceHistory;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Import;

public sealed class ImportTests
{
    private const string Header = "Nr,Summary,Opened,Done,Shut,State,Imp,Urg,Who,Back\n";

    private static readonly DeskMapping Mapping = new("other", Map(("number", "Nr"), ("title", "Summary"), ("opened", "Opened"),
        ("resolved", "Done"),
            ("closed", "Shut"), ("state", "State"), ("impact", "Imp"), ("urgency", "Urg"), ("requester", "Who"), ("reopened", "Back")),
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty.Add("state",
            Map(("Open", "new"), ("In work", "working"), ("Held", "waiting"), ("Done", "resolved"), ("Shut", "closed"), ("Void",
                "cancelled"))),
        "dd/MM/yyyy HH:mm", "America/New_York");

    [Fact]
    public void Another_desks_tickets_become_facts_that_the_law_allows()
    {
        var done = Import("""
            1,Late,02/03/2026 09:00,02/03/2026 10:00,03/03/2026 09:00,Shut,1 - High,2 - Medium,cleo,0
            2,"Slow, very",02/03/2026 09:30,,,In work,,,cleo,
            3,Held,02/03/2026 09:30,,,Held,,,,
            4,Void,02/03/2026 09:30,,02/03/2026 09:31,Void,,,,
            5,New,02/03/2026 09:30,,,Open,,,,
            6,Done,02/03/2026 09:30,02/03/2026 09:40,,Done,,,,

            """);
        Assert.Empty(done.Findings);
        var tickets = done.Value.Select(each => FoldTicket.Run(new(each.Id, each.Facts)).OrThrow()).ToArray();
        Assert.Equal([TicketStage.Closed, TicketStage.Working, TicketStage.Waiting, TicketStage.Cancelled, TicketStage.New,
            TicketStage.Resolved],
            tickets.Select(ticket => ticket.Stage));
        Assert.Equal(("old-1", 2, Instant.FromUtc(2026, 3, 2, 15, 0)), (tickets[0].Id, tickets[0].Priority, tickets[0].ResolvedAt));
        Assert.Equal("Slow, very", tickets[1].Title);
        foreach (var history in done.Value)
            Assert.Null(new Ticket(history.Id, (TicketOpened)history.Facts[0]).Refused([.. history.Facts.Skip(1)]));
    }

    [Fact]
    public void What_contradicts_itself_is_told_and_no_ticket_is_dropped()
    {
        var done = Import("""
            1,Late,02/03/2026 09:00,02/03/2026 08:00,01/03/2026 09:00,Shut,,,,
            2,Late,02/03/2026 09:00,,,Shut,,,,
            3,Late,02/03/2026 09:00,,03/03/2026 09:00,Shut,9,9,,2
            4,Late,01/11/2026 01:30,,,Open,,,,

            """);
        Assert.Equal(["repeated-hour", "times-out-of-order", "time-missing", "time-missing", "no-priority", "reopenings-without-time",
            "time-missing"], done.Findings.Select(finding => finding.Code));
        foreach (var history in done.Value)
            Assert.Null(new Ticket(history.Id, (TicketOpened)history.Facts[0]).Refused([.. history.Facts.Skip(1)]));
        Assert.Equal(Instant.FromUtc(2026, 11, 1, 5, 30), done.Value[3].Facts[0].At);
    }

    [Theory]
    [InlineData("", "header-only")]
    [InlineData("1,,02/03/2026 09:00,,,Open,,,,\n", "missing-value")]
    [InlineData("1,x,,,,Open,,,,\n", "missing-value")]
    [InlineData("1,x,2026-03-02,,,Open,,,,\n", "bad-time")]
    [InlineData("1,x,08/03/2026 02:30,,,Open,,,,\n", "bad-time")]
    [InlineData("1,x,02/03/2026 09:00,,,Odd,,,,\n", "unknown-word")]
    [InlineData("1,x,02/03/2026 09:00,,,Open,high,,,\n", "not-whole")]
    [InlineData("1,x,02/03/2026 09:00,,,Open,,,,\n1,x,02/03/2026 09:00,,,Open,,,,\n", "duplicate-number")]
    [InlineData("1,x\n", "field-count")]
    public void A_bad_row_refuses_the_file(string rows, string code) => Assert.Equal(code, Code(Read(rows, Mapping)));

    [Fact]
    public void A_mapping_that_says_nothing_sure_is_refused()
    {
        Assert.Equal("bad-mapping", Code(Read("", Mapping with { Columns = Mapping.Columns.Remove("opened") })));
        Assert.Equal("bad-mapping", Code(Read("", Mapping with { Columns = Mapping.Columns.Add("colour", "x") })));
        Assert.Equal("bad-mapping", Code(Read("", Mapping with { Zone = "Mars/Olympus" })));
        Assert.Equal("bad-mapping", Code(Read("", Mapping with { InstantPattern = "" })));
        Assert.Equal("wrong-columns", Code(Read("", Mapping with { Columns = Mapping.Columns.Add("body", "Text") })));
        var ticket = Read("1,x,02/03/2026 09:00,,,Open,,,,\n", Mapping).OrThrow()[0];
        Assert.Equal("unknown-kind", Code(ImportTickets.Run(new([ticket with { Kind = "wish" }], "", "desk", PriorityMatrix.ITop))));
        Assert.Equal("unknown-state", Code(ImportTickets.Run(new([ticket with { State = "odd" }], "", "desk", PriorityMatrix.ITop))));
    }

    private static Outcome<ImmutableArray<ImportedTicket>> Read(string rows, DeskMapping mapping) =>
        DeskCsv.Read(new SourceFile("other.csv", Encoding.UTF8.GetBytes(Header + rows)), mapping);

    private static Outcome<ImmutableArray<TicketHistory>>.Done Import(string rows)
    {
        var read = Assert.IsType<Outcome<ImmutableArray<ImportedTicket>>.Done>(Read(rows, Mapping));
        var done = Assert.IsType<Outcome<ImmutableArray<TicketHistory>>.Done>(ImportTickets.Run(new(read.Value, "old-", "desk",
            PriorityMatrix.Busbar)));
        return new(done.Value, [.. read.Findings, .. done.Findings]);
    }

    private static ImmutableSortedDictionary<string, string> Map(params (string Key, string Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value);
}
