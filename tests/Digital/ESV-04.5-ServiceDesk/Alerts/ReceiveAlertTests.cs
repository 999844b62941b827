using System.Collections.Immutable;
using Busbar.Digital.Handoffs.DataQuality;
using Busbar.Digital.Handoffs.Operations;
using Busbar.Digital.ServiceDesk.Alerts;
using Busbar.Digital.ServiceDesk.Tickets;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Alerts;

public sealed class ReceiveAlertTests
{
    private static readonly ServiceAlert Firing = new("k-1", "day-ahead", "Budget burns", AlertUrgency.Page,
        ImmutableSortedDictionary<string, string>.Empty.Add("item", "price-feed"), At(-0.5), null, "burn-rate");

    private static readonly ContractBreach Breach = new("isone-prices", "prices 1.2.0", ["fresh"], At(-2), null, 412.5m, 120_500.25m,
        ["day-ahead 2026-03-03 v1", "position 2026-03-02"]);

    [Fact]
    public void A_storm_of_ten_thousand_notices_of_one_key_keeps_one_incident()
    {
        var facts = new List<TicketFact>();
        Ticket? open = null;
        for (var i = 0; i < 10_000; i++)
        {
            var decision = Receive(Firing, open, i * 0.001).OrThrow();
            facts.AddRange(decision.Facts);
            if (facts.Count > 0) open = FoldTicket.Run(new("N-1", [.. facts])).OrThrow();
        }
        Assert.Equal(3, facts.Count);
        Assert.Equal(("k-1", "price-feed", 1, TicketKind.Incident, At(-0.5)),
            (open!.Opened.AlertKey, open.Item, open.Priority, open.Kind, open.ImpactBegan));
        var ended = Receive(Firing with { Ended = At(11) }, open, 12).OrThrow();
        var resolved = open.After([.. ended.Facts]);
        Assert.Equal((TicketStage.Resolved, ResolutionCode.Recovered, At(11)), (resolved.Stage, resolved.Code, resolved.ResolvedAt));
    }

    [Fact]
    public void The_end_of_an_alert_that_opened_nothing_makes_no_ghost()
    {
        var done = Assert.IsType<Outcome<AlertDecision>.Done>(Receive(Firing with { Ended = At(1) }, null, 2));
        Assert.Equal("end-without-incident", Assert.Single(done.Findings).Code);
        Assert.Empty(done.Value.Facts);
    }

    [Fact]
    public void An_alert_from_the_future_counts_as_now_and_a_note_tells_nobody()
    {
        var done = Assert.IsType<Outcome<AlertDecision>.Done>(Receive(Firing with { Began = At(5) }, null, 1));
        Assert.Equal("future-alert", Assert.Single(done.Findings).Code);
        Assert.Equal(At(1), FoldTicket.Run(new("N-1", done.Value.Facts)).OrThrow().ImpactBegan);
        Assert.Empty(Receive(Firing with { Urgency = AlertUrgency.Note }, null, 1).OrThrow().Facts);
        Assert.Equal("no-key", Code(Receive(Firing with { Key = "" }, null, 1)));
    }

    [Fact]
    public void A_page_raises_an_incident_once_and_people_at_work_keep_it_open()
    {
        var open = FoldTicket.Run(new("N-1", Receive(Firing with { Urgency = AlertUrgency.Ticket }, null, 0).OrThrow().Facts)).OrThrow();
        var raised = open.After([.. Receive(Firing with { Title = "Budget is gone" }, open, 1).OrThrow().Facts]);
        Assert.Equal((3, 1), (open.Priority, raised.Priority));
        Assert.Empty(Receive(Firing with { Title = "Budget is long gone" }, raised, 1).OrThrow().Facts);
        var other = Open(id: "T-2");
        var merged = Assert.IsType<Outcome<AlertDecision>.Done>(Receive(Firing with { Ended = At(2) }, other, 3));
        Assert.Equal(("left-open", true), (merged.Findings.Single().Code, other.After([.. merged.Value.Facts]).IsOpen));
        var major = open.After(new MajorDeclared(At(1), Ann, "ann", Duration.FromHours(1)));
        var done = Assert.IsType<Outcome<AlertDecision>.Done>(Receive(Firing with { Ended = At(2) }, major, 3));
        Assert.Equal("left-open", Assert.Single(done.Findings).Code);
        var noted = major.After([.. done.Value.Facts]);
        Assert.Equal((TicketStage.New, At(2)), (noted.Stage, noted.AlertEndedAt));
        Assert.Empty(Receive(Firing with { Ended = At(2) }, noted, 3).OrThrow().Facts);
    }

    [Fact]
    public void A_breach_opens_a_data_incident_that_names_its_megawatts_and_dollars()
    {
        var open = FoldTicket.Run(new("N-1", Receive(Breach, null).OrThrow().Facts)).OrThrow();
        Assert.Equal("isone-prices does not keep its contract: 412.5 MW, 120500.25 USD", open.Title);
        Assert.Contains("- read by position 2026-03-02", open.Body, StringComparison.Ordinal);
        Assert.Equal((TicketKind.DataIncident, 1, 120_500.25m, ReceiveBreach.KeyOf(Breach)),
            (open.Kind, open.Priority, open.Breach!.UsdTouched, open.Opened.AlertKey));
        Assert.Empty(Receive(Breach, open).OrThrow().Facts);
        var wider = open.After([.. Receive(Breach with { UsdTouched = 50_000 }, open).OrThrow().Facts]);
        Assert.Equal((2, 50_000m), (wider.Priority, wider.Breach!.UsdTouched));
        var ended = Receive(Breach with { Ended = At(1) }, open).OrThrow().Facts;
        Assert.Contains("1. day-ahead 2026-03-03 v1\n1. position 2026-03-02", ended.OfType<TicketNoted>().Single().Text,
            StringComparison.Ordinal);
        Assert.True(open.After([.. ended]).IsOpen);
    }

    [Fact]
    public void A_breach_that_nothing_read_resolves_itself_and_an_unknown_one_makes_no_ghost()
    {
        var quiet = Breach with { Readers = [], MwTouched = null, UsdTouched = null };
        var open = FoldTicket.Run(new("N-1", Receive(quiet, null).OrThrow().Facts)).OrThrow();
        Assert.EndsWith("nothing read it yet", open.Title, StringComparison.Ordinal);
        Assert.Equal(TicketStage.Resolved, open.After([.. Receive(quiet with { Ended = At(1) }, open).OrThrow().Facts]).Stage);
        Assert.EndsWith("5 MW", Title(quiet with { MwTouched = 5 }), StringComparison.Ordinal);
        Assert.EndsWith("7.00 USD", Title(quiet with { UsdTouched = 7 }), StringComparison.Ordinal);
        var done = Assert.IsType<Outcome<AlertDecision>.Done>(Receive(quiet with { Ended = At(1) }, null));
        Assert.Equal("end-without-incident", Assert.Single(done.Findings).Code);
    }

    private static string Title(ContractBreach breach) => FoldTicket.Run(new("N-1", Receive(breach, null).OrThrow().Facts)).OrThrow().Title;

    private static Outcome<AlertDecision> Receive(ServiceAlert alert, Ticket? open, double now) =>
        ReceiveAlert.Run(new(alert, open, "N-1", "operations", DeskRules.Default, At(now)));

    private static Outcome<AlertDecision> Receive(ContractBreach breach, Ticket? open) =>
        ReceiveBreach.Run(new(breach, open, "N-1", "data", DeskRules.Default, At(2)));
}
