using System.Collections.Immutable;
using Busbar.Digital.Portfolio.Demands;
using Busbar.Digital.Portfolio.Plans;
using Busbar.Host.Desks.Portfolio;
using Busbar.Host.Desks.Service;
using Busbar.Host.Tests.Service;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using NodaTime;

namespace Busbar.Host.Tests.Portfolio;

/// <summary>The portfolio in force over a store: demands that become initiatives, promises held against the desk's tickets.</summary>
public sealed class PortfolioBookTests : IDisposable
{
    private readonly ServiceKit kit = new();

    private DemandBook Demands => kit.Books.Demands;

    public void Dispose() => kit.Dispose();

    [Fact]
    public void The_samples_promise_is_held_against_the_tickets_before_and_since()
    {
        SamplePortfolio.Keep(kit.Books, kit.Now);
        SamplePortfolio.Keep(kit.Books, kit.Now);
        var promises = kit.Books.Portfolio.Promises(new AsOf(kit.Now)).OrThrow();
        var live = Assert.Single(promises, each => each.Realised is not null);
        // Nine tickets a month before, three since, three months: eighteen avoided, at 45 minutes and 95 USD an hour; 11,200 USD a
        // month less.
        Assert.Equal(("feed-quality", 3, 18.0), (live.Initiative.Id, live.Realised!.Months, live.Realised.TicketsAvoided));
        Assert.Equal(18 * 0.75 * 95 + 3 * 11_200, live.Realised.RealisedUsd, 1e-6);
        Assert.Equal("not-live", Assert.Single(promises, each => each.Realised is null).Unknown!.Code);
        var metrics = kit.Books.Portfolio.Measure(new AsOf(kit.Now));
        Assert.Equal("IT investment ROI, realised", metrics[0].Name);
        Assert.False(metrics[0].IsOnTarget);
        Assert.Equal(5, Demands.All(AsOf.Latest).Length);
    }

    [Fact]
    public void A_demand_becomes_an_initiative_of_the_case_unless_the_case_cannot_bear_it()
    {
        SamplePortfolio.Keep(kit.Books, kit.Now);
        var id = Demands.Raise("Faster map", "", "busbar-web", "", ServiceKit.Ann);
        Assert.Equal("not-assessed", ServiceKit.CodeOf(() => Demands.Turn(id, "map", ServiceKit.Ed)));
        Demands.Assess(id, EstimateText.Read("1000 500", "0 9,000", [("developer", "0.1"), ("security", "")], [("value", "3")], ""),
            ServiceKit.Ed);
        Assert.Equal("duplicate-initiative", ServiceKit.CodeOf(() => Demands.Turn(id, "zero-trust", ServiceKit.Ed)));
        Assert.Equal("duty", ServiceKit.CodeOf(() => Demands.Turn(id, "map", ServiceKit.Dan)));
        Demands.Turn(id, "map", ServiceKit.Ed);
        Assert.Contains(kit.Books.Portfolio.Case(AsOf.Latest)!.Initiatives, each => each.Id == "map" && each.CostUsd[1] == 500);
        Assert.Contains("map", ReviewOf(AsOf.Latest).Selection.Chosen.Select(each => each.Id));

        var odd = Demands.Raise("Unknown skill", "", "", "", ServiceKit.Ann);
        Demands.Assess(odd, EstimateText.Read("1", "", [("magic", "1")], [], ""), ServiceKit.Ed);
        Assert.Equal("unknown-skill", ServiceKit.CodeOf(() => Demands.Turn(odd, "odd", ServiceKit.Ed)));
        Assert.Equal("unknown-demand", ServiceKit.CodeOf(() => Demands.Decline("DEM-99", "no", ServiceKit.Ed)));
        Assert.Equal("unknown-objective", ServiceKit.CodeOf(() => Demands.Raise("x", "", "", "glory", ServiceKit.Ann)));
        Assert.Equal("bad-amount", ServiceKit.CodeOf(() => EstimateText.Read("much", "", [], [], "")));
    }

    [Fact]
    public void Nobody_turns_a_demand_of_their_own_and_none_without_a_portfolio()
    {
        var id = Demands.Raise("Mine", "", "", "", ServiceKit.Ed);
        Demands.Assess(id, EstimateText.Read("1", "5", [], [], ""), ServiceKit.Ed);
        Assert.Equal("no-portfolio", ServiceKit.CodeOf(() => Demands.Turn(id, "mine", ServiceKit.Ed)));
        SamplePortfolio.Keep(kit.Books, kit.Now);
        Assert.Equal("four-eyes", ServiceKit.CodeOf(() => Demands.Turn(id, "mine", ServiceKit.Ed)));
        Assert.Equal(DemandStage.Declined, Demands.Decline(id, "no", ServiceKit.Ed).Stage);
    }

    [Fact]
    public void What_comes_back_at_the_desk_is_taken_in_as_a_demand()
    {
        SampleService.Keep(kit.Store, kit.Clock);
        SamplePortfolio.Keep(kit.Books, kit.Now);
        Assert.Equal("unknown-candidate", ServiceKit.CodeOf(() => Demands.Raise("no-such-item", "none", ServiceKit.Ann)));
        var comesBack = kit.Books.Portfolio.Recurring(new AsOf(kit.Now));
        Assert.All(comesBack, found => Assert.True(found.Tickets >= 3 && found.YearlyCostUsd > 0, found.ToString()));
        Assert.Contains(comesBack,
            found => found is { Item: "price-feed", Symptom: "Price feed is late on Mondays (simulated)", Tickets: 4 });
    }

    private PortfolioReview ReviewOf(AsOf asOf) => kit.Books.Portfolio.Review(asOf)!.OrThrow();
}
