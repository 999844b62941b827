using Busbar.Digital.Operations.Map;
using NodaTime;

namespace Busbar.Digital.Operations.Tests.Map;

public sealed class ReconcileItemsTests
{
    private static readonly Instant noon = Instant.FromUtc(2026, 11, 20, 12, 0);
    private static readonly AttributePolicy version = new("version", ["agent", "scanner"], Duration.FromDays(2));

    private static ItemObservation Seen(string value, string source, int daysAgo, string item = "db-1", string attribute = "version") =>
        new(item, attribute, value, source, noon - Duration.FromDays(daysAgo));

    private static ReconcileItemsInputs Inputs(params ItemObservation[] seen) => new([.. seen], [version], [], noon);

    [Fact]
    public void The_most_trusted_fresh_source_is_believed()
    {
        var items = Provoke.Found(ReconcileItems.Run(Inputs(Seen("15.4", "scanner", 0), Seen("15.3", "agent", 1))), "sources-disagree");
        Assert.Equal(new("db-1", "version", "15.3", "agent", noon - Duration.FromDays(1), true), Assert.Single(items.Attributes));
        Assert.Equal("15.4", Provoke.Found(ReconcileItems.Run(Inputs(Seen("15.4", "scanner", 0), Seen("15.3", "agent", 3))))
            .Attributes[0].Value);
    }

    [Fact]
    public void A_stale_value_stands_and_says_so()
    {
        var items = Provoke.Found(ReconcileItems.Run(Inputs(Seen("15.4", "scanner", 5), Seen("15.3", "agent", 9))), "stale-attribute");
        Assert.Equal(("15.4", false), (items.Attributes[0].Value, items.Attributes[0].IsFresh));
    }

    [Fact]
    public void What_nobody_keeps_is_found_and_what_nobody_trusts_is_not_used()
    {
        Assert.Empty(Provoke.Found(ReconcileItems.Run(Inputs(Seen("x", "agent", 0, attribute: "colour"))), "no-policy").Attributes);
        Assert.Empty(Provoke.Found(ReconcileItems.Run(Inputs(Seen("15.9", "rumour", 0), Seen("16", "agent", -1)))).Attributes);
    }

    [Fact]
    public void Drift_is_what_was_observed_less_what_was_approved()
    {
        var inputs = Inputs(Seen("15.4", "agent", 0), Seen("16.0", "agent", 0, "db-2"), Seen("9", "agent", 0, "db-4")) with
        {
            Baseline = [new("db-1", "version", "15.4", "CHG-1"), new("db-2", "version", "15.4", "CHG-1"),
                new("db-3", "version", "15.4", "CHG-2")],
        };
        Assert.Equal([new("db-2", "version", "15.4", "16.0", "CHG-1"), new("db-3", "version", "15.4", null, "CHG-2"),
            new("db-4", "version", null, "9", null)], Provoke.Found(ReconcileItems.Run(inputs)).Drift);
        Provoke.Refused(ReconcileItems.Run(inputs with { Policies = [version, version] }), "policy-twice");
        Provoke.Refused(ReconcileItems.Run(inputs with { Baseline = [inputs.Baseline[0], inputs.Baseline[0]] }), "baseline-twice");
    }
}
