using System.Text;
using Busbar.Gateways;
using Busbar.Gateways.Ercot;
using Busbar.Host.Desks;
using Busbar.Kernel.Facts;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Time;
using Busbar.Store;
using Busbar.Supply.Commitment.Master;
using Busbar.Supply.Commitment.Offers;
using Busbar.Supply.Handoffs.Commitment.Masters;
using Busbar.Supply.Handoffs.Commitment.Offers;
using NodaTime;

namespace Busbar.Host.Tests;

/// <summary>Versions of offers in a real store: who may do what, when, and what lies in the outbox afterwards.</summary>
public sealed class OfferBookTests : IDisposable
{
    private static readonly OperatingDay day = OperatingDay.Of(2026, 3, 6);
    private static readonly Actor ann = new("ann", Roles.Bidder);
    private static readonly Actor bob = new("bob", Roles.Bidder);
    private static readonly Instant gate = MarketCalendar.Ercot.At(day.Plus(-1), new LocalTime(10, 0));

    private readonly string folder = Directory.CreateTempSubdirectory("busbar-offers-").FullName;
    private readonly FactStore store;
    private readonly OfferBook book;

    public OfferBookTests()
    {
        store = FactStore.Open(new StoreLocation.Sqlite(Path.Combine(folder, "busbar.db")), SystemClock.Instance);
        book = new(store);
    }

    private string OutboxFolder => Path.Combine(folder, "outbox");

    private static OfferSet Set(string market = "ERCOT", decimal gas = 4.9m)
    {
        var text = File.ReadAllText(Path.Combine(BusbarProcess.Root, "cases", "commitment", "offers", "fleet.json"));
        var calendar = MarketCalendar.All.Single(each => each.Name == market);
        var unit = ReadUnitMaster.Run("fleet.json", text).OrThrow().Units.Single();
        UnitMaster master = new("test master", [unit with { Resource = unit.Resource with { Market = market } }]);
        var decided = calendar.At(day.Plus(-1), new LocalTime(9, 0));
        return BuildMarketOffers.Run(new(calendar, day, decided, master, [new("gas", day.Plus(-2), new(gas), decided)], [], [],
            [])).OrThrow();
    }

    private OffersSubmitted Submit(Instant at, Actor who, bool isRehearsal = false, string market = "ERCOT", int? version = null) =>
        book.Submit(new(market, day, version, at, isRehearsal, OutboxFolder), who);

    private static string CodeOf(Action act) => Assert.Throws<RefusedException>(act).Refusal.Code;

    [Fact]
    public void What_one_built_another_approves_and_it_goes_out_before_the_gate_with_its_hash()
    {
        var built = book.Keep(Set(), ann);
        Assert.Equal((1, 0), (built.Version, built.BreaksRules));
        Assert.Equal("not-approved", CodeOf(() => Submit(gate, ann)));
        Assert.Equal("four-eyes", CodeOf(() => book.Approve("ERCOT", day, null, ann, gate)));
        Assert.Equal("duty", CodeOf(() => book.Approve("ERCOT", day, null, new("rita", Roles.Risk), gate)));
        book.Approve("ERCOT", day, 1, bob, gate - Duration.FromMinutes(5));
        Assert.Equal("already-approved", CodeOf(() => book.Approve("ERCOT", day, 1, bob, gate)));
        var submitted = Submit(gate, ann);
        var version = Assert.Single(book.Versions("ERCOT", day));
        Assert.Equal((ann, bob, ann), (version.BuiltBy, version.ApprovedBy!, version.SubmittedBy!));
        Assert.Equal(["ercot-2026-03-06-v001-three-part.xml"], submitted.Files.Select(file => file.Name));
        foreach (var file in submitted.Files)
        {
            var bytes = File.ReadAllBytes(Path.Combine(OutboxFolder, file.Name));
            Assert.Equal(file.Hash, ContentHash.Of(bytes));
            Assert.Equal(bytes, store.ReadFile(file.Hash)!.Content.ToArray());
            Assert.Single(ReadErcotXml.Read(new SourceFile(file.Name, bytes)).OrThrow().ThreePart);
        }
        Assert.Single(Directory.GetFiles(OutboxFolder));
        Assert.Equal(["OffersBuilt", "OffersApproved", "OffersSubmitted"],
            store.ReadStream("offers/ERCOT/2026-03-06/v001", AsOf.Latest).Select(each => each.Type));
        Assert.Empty(store.Check());
    }

    [Fact]
    public void Late_is_refused_by_how_much_and_leaves_nothing()
    {
        book.Keep(Set(), ann);
        book.Approve("ERCOT", day, null, bob, gate);
        var refusal = Assert.Throws<RefusedException>(() => Submit(gate + Duration.FromMinutes(7), ann)).Refusal;
        Assert.Equal("gate-closed", refusal.Code);
        Assert.Contains("7 min late", refusal.What, StringComparison.Ordinal);
        Assert.False(Directory.Exists(OutboxFolder));
        Assert.Null(book.Versions("ERCOT", day).Single().Submitted);
    }

    [Theory]
    [InlineData("PJM", "2026-03-05T16:00:00Z")]
    [InlineData("ERCOT", "2026-03-05T16:00:00Z")]
    [InlineData("CAISO", "2026-03-05T18:00:00Z")]
    [InlineData("ISO-NE", "2026-03-05T15:30:00Z")]
    [InlineData("MISO", "2026-03-05T14:30:00Z")]
    public void Each_market_has_its_gate(string market, string closes)
    {
        var gateAt = NodaTime.Text.InstantPattern.ExtendedIso.Parse(closes).Value;
        book.Keep(Set(market), ann);
        book.Approve(market, day, null, bob, gateAt);
        Assert.Equal("gate-closed", CodeOf(() => Submit(gateAt + Duration.FromSeconds(1), ann, market: market)));
        Assert.Equal(gateAt, Submit(gateAt, ann, market: market).GateAt);
    }

    [Fact]
    public void A_resubmission_takes_the_place_of_the_version_before_and_anybody_but_its_builder_approves_it()
    {
        book.Keep(Set(), ann);
        book.Approve("ERCOT", day, null, bob, gate);
        Submit(gate, ann);
        Assert.Equal(2, book.Keep(Set(gas: 5.5m), bob).Version);
        Assert.Equal("superseded", CodeOf(() => book.Approve("ERCOT", day, 1, ann, gate)));
        Assert.Equal("superseded", CodeOf(() => Submit(gate, ann, version: 1)));
        Assert.Equal("four-eyes", CodeOf(() => book.Approve("ERCOT", day, null, bob, gate)));
        book.Approve("ERCOT", day, null, ann, gate);
        Submit(gate, bob);
        Assert.Equal(2, book.Versions("ERCOT", day).Count(version => version.Submitted is not null));
        Assert.Equal(["ercot-2026-03-06-v001-three-part.xml", "ercot-2026-03-06-v002-three-part.xml"],
            Directory.GetFiles(OutboxFolder).Select(Path.GetFileName).Order());
        Assert.NotEqual(book.SetOf(book.Versions("ERCOT", day)[0].Built), book.SetOf(book.Versions("ERCOT", day)[1].Built));
    }

    [Fact]
    public void Submitting_again_publishes_what_is_missing_and_changes_nothing()
    {
        book.Keep(Set(), ann);
        book.Approve("ERCOT", day, null, bob, gate);
        var first = Submit(gate, ann);
        var file = Path.Combine(OutboxFolder, first.Files[0].Name);
        var bytes = File.ReadAllBytes(file);
        File.Delete(file);
        Assert.Equal(first.SubmittedAt, Submit(gate + Duration.FromHours(3), bob).SubmittedAt);
        Assert.Equal(bytes, File.ReadAllBytes(file));
        File.WriteAllText(file, "somebody else's");
        Assert.Equal("outbox-file-exists", CodeOf(() => Submit(gate, ann)));
        Assert.Equal(3, store.ReadStream("offers/ERCOT/2026-03-06/v001", AsOf.Latest).Length);
    }

    [Fact]
    public void A_rehearsal_lies_apart_and_says_so()
    {
        book.Keep(Set(), ann);
        book.Approve("ERCOT", day, null, bob, gate);
        Assert.True(Submit(gate, ann, isRehearsal: true).IsRehearsal);
        Assert.Empty(Directory.GetFiles(OutboxFolder));
        Assert.Single(Directory.GetFiles(Path.Combine(OutboxFolder, "rehearsal")));
    }

    [Fact]
    public void A_set_that_breaks_rules_is_kept_and_not_approved_and_nothing_built_is_nothing_to_approve()
    {
        Assert.Equal("no-offers", CodeOf(() => book.Approve("ERCOT", day, null, bob, gate)));
        var set = Set();
        var broken = set with { Offers = [set.Offers[0] with { Resource = "no name" }] };
        Assert.Equal(1, book.Keep(broken, ann).BreaksRules);
        Assert.Equal("offers-break-rules", CodeOf(() => book.Approve("ERCOT", day, null, bob, gate)));
        Assert.Equal("offers-changed", CodeOf(() =>
            book.SetOf(book.Versions("ERCOT", day)[0].Built with { Set = ContentHash.Of(Encoding.UTF8.GetBytes("x")) })));
    }

    public void Dispose()
    {
        store.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
