using System.Collections.Immutable;
using System.Text.Json;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using Busbar.Numerics;
using Busbar.Supply.Recovery.Prudence;
using NodaTime;

namespace Busbar.Supply.Recovery.Tests;

public sealed class ReplayDecisionTests
{
    private static readonly Instant Decided = Instant.FromUtc(2017, 2, 10, 15, 0);
    private static readonly HandoffId Curve = new("ForwardCurve", "2017-02-10");

    private static readonly ReplayDecisionInputs Purchase = new(
        new("trade 7", DecisionKind.Purchase, Decided, "buy the block", "Cheapest firm offer.", new("Ana", "desk-head"), Decided),
        [.. Enum.GetValues<Evidence>().Select(each => Document(each))],
        [
            Choice("buy the block", 1_000_000), Choice("wait for day-ahead", 1_040_000), Choice("buy less", 1_020_000),
            Choice("buy double", 900_000) with { Breaches = ["open-mwh"] },
        ],
        []);

    [Fact]
    public void Alternatives_inside_the_limits_rank_first_and_by_what_they_were_expected_to_cost()
    {
        var then = Replay(Purchase).Then;
        Assert.Equal(["buy the block", "buy less", "wait for day-ahead", "buy double"], then.Ranking.Select(each => each.Alternative.Name));
        Assert.Equal([0, 20_000, 40_000, -100_000m], then.Ranking.Select(each => each.AboveFirst.Value));
        Assert.Equal((1, 0m), (then.ChosenRank, then.ExpectedPremium.Value));
        Assert.Contains("open-mwh", then.Working.Because[3].Source);
        Assert.Null(Replay(Purchase).Later);
    }

    [Fact]
    public void Regret_stands_apart_and_is_over_what_was_open_to_the_desk()
    {
        var later = Replay(Purchase with
        {
            Outcomes = [Came("buy the block", 1_300_000, 9), Came("wait for day-ahead", 800_000, 4), Came("buy double", 100, 5)],
        }).Later!;
        Assert.Equal(500_000, later.Regret.Value);
        Assert.Equal(300_000, later.Surprise.Value);
        Assert.Equal(Decided + Duration.FromDays(9), later.KnownAt);
    }

    [Fact]
    public void Whatever_came_later_changes_nothing_in_what_was_known_then()
    {
        var before = JsonSerializer.Serialize(Replay(Purchase).Then);
        var random = new SeededRandom(11);
        for (var round = 0; round < 200; round++)
        {
            ImmutableArray<RealisedCost> outcomes =
            [
                .. Purchase.Alternatives.Where(_ => random.NextUniform() < 0.6)
                    .Select(each => Came(each.Name, (decimal)(random.NextUniform() * 3_000_000), 1 + (int)(random.NextUniform() * 400))),
            ];
            var record = Replay(Purchase with { Outcomes = outcomes });
            Assert.Equal(before, JsonSerializer.Serialize(record.Then));
            Assert.Equal(outcomes.Any(outcome => outcome.Alternative == "buy the block"), record.Later is not null);
            Assert.True(record.Later is not { Regret.Value: < 0 });
        }
    }

    [Fact]
    public void The_order_of_documents_and_alternatives_does_not_matter() => Assert.Equal(
        JsonSerializer.Serialize(Replay(Purchase).Then),
        JsonSerializer.Serialize(Replay(Purchase with
        {
            Documents = [.. Purchase.Documents.Reverse()], Alternatives = [.. Purchase.Alternatives.Reverse()],
        }).Then));

    [Theory]
    [InlineData(DecisionKind.Purchase)]
    [InlineData(DecisionKind.Hedge)]
    [InlineData(DecisionKind.Outage)]
    public void Anything_known_after_the_decision_is_hindsight(DecisionKind kind)
    {
        var inputs = Purchase with { Decision = Purchase.Decision with { Kind = kind } };
        var late = Decided + Duration.FromNanoseconds(1);
        Replay(inputs);
        Refused("hindsight", inputs with { Documents = inputs.Documents.Add(Document(Evidence.Quote) with { KnownAt = late }) });
        Refused("hindsight", inputs with { Alternatives = inputs.Alternatives.SetItem(1, inputs.Alternatives[1] with { KnownAt = late }) });
    }

    [Fact]
    public void What_cannot_be_replayed_is_refused()
    {
        Refused("alternative-twice", Purchase with { Alternatives = Purchase.Alternatives.Add(Purchase.Alternatives[0]) });
        Refused("choice-not-among-alternatives", Purchase with { Decision = Purchase.Decision with { Chosen = "sell" } });
        Refused("no-alternative", Purchase with { Alternatives = Purchase.Alternatives[..1] });
        Refused("document-not-held", Purchase with { Documents = [] });
        Refused("outcome-before-decision", Purchase with { Outcomes = [Came("buy the block", 1, 0)] });
        Refused("outcome-of-nothing", Purchase with { Outcomes = [Came("sell", 1, 1)] });
        Refused("outcome-twice", Purchase with { Outcomes = [Came("buy less", 1, 1), Came("buy less", 2, 2)] });
    }

    [Fact]
    public void What_a_reviewer_should_see_is_found()
    {
        Assert.Empty(Found(Purchase));
        var taken = Purchase.Decision;
        Assert.Equal(["approved-late"], Found(Purchase with { Decision = taken with { ApprovedAt = Decided + Duration.FromHours(1) } }));
        Assert.Equal(["not-the-first"], Found(Purchase with { Decision = taken with { Chosen = "buy less" } }));
        Assert.Equal(["choice-breaches-limit", "not-the-first"], Found(Purchase with { Decision = taken with { Chosen = "buy double" } }));
        Assert.Equal(["evidence-missing"],
            Found(Purchase with { Documents = Purchase.Documents.RemoveAll(each => each.Evidence == Evidence.Limit) }));
        Assert.Equal(["outcomes-partial"], Found(Purchase with { Outcomes = [Came("buy less", 1, 1)] }));
    }

    private static KnownDocument Document(Evidence evidence) =>
        new(evidence == Evidence.Curve ? Curve : new(evidence.ToString(), "2017-02-10"),
        ContentHash.Of(evidence.ToString()), Decided - Duration.FromHours(1 + (int)evidence), evidence);

    private static Alternative Choice(string name, decimal cost) => new(name, new(cost), Decided, [Curve], []);

    private static RealisedCost Came(string name, decimal cost, int days) =>
        new(name, new(cost), Decided + Duration.FromDays(days), "settlement");

    private static PrudenceRecord Replay(ReplayDecisionInputs inputs) => ReplayDecision.Run(inputs).OrThrow();

    private static IEnumerable<string> Found(ReplayDecisionInputs inputs) =>
        Assert.IsType<Outcome<PrudenceRecord>.Done>(ReplayDecision.Run(inputs)).Findings.Select(finding => finding.Code);

    private static void Refused(string code, ReplayDecisionInputs inputs) =>
        Assert.Equal(code, Assert.IsType<Outcome<PrudenceRecord>.Refused>(ReplayDecision.Run(inputs)).Refusal.Code);
}
