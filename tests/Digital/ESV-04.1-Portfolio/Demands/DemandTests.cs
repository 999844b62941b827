using System.Collections.Immutable;
using Busbar.Digital.Portfolio.Demands;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Digital.Portfolio.Tests.Demands;

public sealed class DemandTests
{
    private static readonly Instant at = Instant.FromUtc(2026, 3, 2, 9, 0);
    private static readonly Actor ann = new("ann", Roles.Trader), ed = new("ed", Roles.ServiceOperator);
    private static readonly DemandRaised raised = new(at, ann, "Alerts on the phone", "We hear late", "web", "");
    private static readonly DemandAssessed assessed = new(at, ed, Estimate(100, 8, 2));

    [Fact]
    public void A_demand_is_raised_assessed_and_turned_into_an_initiative_that_keeps_its_estimate()
    {
        var turned = Move([raised, assessed], new DemandTurned(at, ed, "phone")).OrThrow();
        Assert.Equal((DemandStage.Turned, "phone", false), (turned.Stage, turned.Initiative, turned.IsOpen));
        var initiative = turned.As("phone");
        Assert.Equal(("phone", "Alerts on the phone", "web", "demand D", 100m, 2m, 8m),
            (initiative.Id, initiative.Name, initiative.Service, initiative.Evidence, initiative.CostUsd[0], initiative.Skills[0].Fte[0],
                initiative.Scores["value"]));
        Assert.Equal(300m, Move([raised, assessed], new DemandAssessed(at, ed, Estimate(300, 1, 1))).OrThrow().Estimate!.CostUsd[0]);
        Assert.Equal("no", Move([raised], new DemandDeclined(at, ed, "no")).OrThrow().Why);
    }

    [Fact]
    public void A_step_out_of_turn_or_without_its_words_is_refused()
    {
        var turned = new DemandTurned(at, ed, "phone");
        Assert.Equal("not-raised", CodeOf([], assessed));
        Assert.Equal("raised-already", CodeOf([raised], raised));
        Assert.Equal("no-title", CodeOf([], raised with { Title = " " }));
        Assert.Equal("not-assessed", CodeOf([raised], turned));
        Assert.Equal("demand-ended", CodeOf([raised, assessed, turned], assessed));
        Assert.Equal("demand-ended", CodeOf([raised, new DemandDeclined(at, ed, "no")], turned));
        Assert.Equal("no-reason", CodeOf([raised], new DemandDeclined(at, ed, "")));
        Assert.Equal("bad-initiative-id", CodeOf([raised, assessed], turned with { Initiative = "a b" }));
        Assert.Equal("bad-initiative-id", CodeOf([raised, assessed], turned with { Initiative = "" }));
        Assert.Equal("no-cost", CodeOf([raised], assessed with { Estimate = assessed.Estimate with { CostUsd = [] } }));
        Assert.Equal("negative-amount", CodeOf([raised], assessed with { Estimate = assessed.Estimate with { BenefitUsd = [-1] } }));
    }

    [Fact]
    public void Open_demands_come_by_weighted_shortest_job_first()
    {
        Demand Of(string id, params DemandFact[] facts) => FoldDemand.Run(id, [raised, .. facts])!;
        var of = SmallCase.Case([1]) with { Landscape = SmallCase.Bare with { Criteria = [new("value", 2)] } };
        ImmutableArray<Demand> demands =
        [
            Of("big", new DemandAssessed(at, ed, Estimate(1, 9, 3))), Of("small", new DemandAssessed(at, ed, Estimate(1, 5, 1))),
            Of("new"), Of("gone", new DemandAssessed(at, ed, Estimate(1, 10, 0.1m)), new DemandDeclined(at, ed, "no")),
            Of("free", new DemandAssessed(at, ed, Estimate(1, 1, 0))),
        ];
        // 9 ÷ 3 and 5 ÷ 1; what takes nobody comes first, what nobody has assessed after them, what has ended last.
        var ranked = RankDemands.Run(demands, of);
        Assert.Equal(["free", "small", "big", "new", "gone"], ranked.Select(each => each.Demand.Id));
        Assert.Equal((5.0, 3.0), (ranked[1].Score!.Wsjf, ranked[2].Score!.Wsjf));
        Assert.Equal(-1, ranked[1].Case!.NpvUsd);
        Assert.All(RankDemands.Run(demands, null), each => Assert.Null(each.Score));
    }

    private static DemandEstimate Estimate(decimal cost, decimal mark, decimal people) => new([cost], [], [new("code", [people])],
        ImmutableSortedDictionary<string, decimal>.Empty.Add("value", mark), "");

    private static Outcome<Demand> Move(ImmutableArray<DemandFact> facts, DemandFact next) => MoveDemand.Run(new("D", facts, next));

    private static string CodeOf(ImmutableArray<DemandFact> facts, DemandFact next) =>
        Assert.IsType<Outcome<Demand>.Refused>(Move(facts, next)).Refusal.Code;
}
