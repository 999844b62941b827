using Busbar.Host.Desks;
using Busbar.Host.Screens.Recovery;
using Busbar.Host.Screens.Shell;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Time;
using Busbar.Simulators.SampleUtility;
using Busbar.Supply.Handoffs.Recovery.Eqr;
using Busbar.Supply.Handoffs.Utility;
using Microsoft.AspNetCore.Http;
using static Busbar.Host.Tests.DeskKit;

namespace Busbar.Host.Tests;

/// <summary>Settlement and recovery in a workspace that has not got as far yet: each desk says what is missing.</summary>
public sealed class NothingHereTests : IDisposable
{
    private static readonly OperatingDay day = OperatingDay.Of(2025, 11, 13);
    private readonly DeskKit kit = new(day);

    public void Dispose() => kit.Dispose();

    [Fact]
    public void What_is_not_there_yet_is_said_with_how_to_come_by_it()
    {
        Assert.Equal("no-closed-month", CodeOf(() => new ClauseDesk(kit.Store).OfStore("missouri-fac", AsOf.Latest)));
        Assert.Equal("no-eqr-terms", CodeOf(() => new EqrBook(kit.Store).Build(new(2025, 4), "NEW", "", AsOf.Latest, kit.Close)));
        Assert.Equal("no-utility", CodeOf(() => SettlementDesk.At(kit.Store, day, kit.Close)));
        using (var batch = kit.Store.Begin(Actor.Gateway, new RunId("profile")))
        {
            batch.PutDocument(new(nameof(UtilityProfile), Kinds.Current), GenerateUtility.Run(1, day, day).Profile, At(day.Plus(-9), 9));
            batch.Commit();
        }
        Assert.Equal("no-closed-month", CodeOf(() => new ClauseDesk(kit.Store).OfStore(ClauseDesk.Own, AsOf.Latest)));
        Assert.Equal("no-run", CodeOf(() => SettlementDesk.At(kit.Store, day, kit.Close)));
    }

    [Fact]
    public void A_page_of_a_filing_that_nobody_kept_says_so()
    {
        var request = new DefaultHttpContext().Request;
        request.QueryString = new("?filing=nobody");
        Assert.Equal("unknown-filing", CodeOf(() => ClauseTables.Chosen(ScreenView.Of(new SupplyReads(kit.Store), request))));
    }

    [Fact]
    public void Terms_of_the_quarterly_report_that_are_not_whole_are_refused()
    {
        using var busbar = new BusbarProcess();
        var terms = Path.Combine(busbar.Workspace, "terms.json");
        File.WriteAllText(terms, "{}");
        Assert.Contains("bad-eqr-terms", busbar.Run("eqr", "terms", terms).Errors);
    }
}
