using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Supply.Commitment.Editing;
using Busbar.Supply.Handoffs.Commitment;
using NodaTime;

namespace Busbar.Supply.Commitment.Tests.Editing;

/// <summary>Each fault of an offer's cells, by the smallest change that shows it. Steam-1 offers 100 to 300 MW.</summary>
public sealed class EditOfferTests
{
    private static readonly Instant Gate = Fixtures.DecidedAt() + Duration.FromHours(1);

    private static readonly FleetOffers Offers = BuildOffers.Run(new(
        Fixtures.Calendar, Fixtures.Day, Gate, Fixtures.DecidedAt(), "hub", Fixtures.Fleet(Fixtures.Steam()),
        CommitUnits.Run(Fixtures.Inputs(Fixtures.Fleet(Fixtures.Steam()), null, [Fixtures.On("steam-1", 200)])).OrThrow(),
        [Fixtures.On("steam-1", 200)], [], [])).OrThrow();

    private static ImmutableArray<OfferSegment> Curve(params (decimal Mw, decimal Price)[] points) =>
        [.. points.Select(point => new OfferSegment(new(point.Mw), new(point.Price)))];

    private static OfferEdit Edit(ImmutableArray<OfferSegment> segments) =>
        new(Fixtures.Calendar, Offers, Offers, "steam-1", new(1250), new(3100), segments, Fixtures.DecidedAt() + Duration.FromMinutes(30));

    [Fact]
    public void A_good_change_makes_the_offers_anew_and_touches_nothing_else()
    {
        var edit = Edit(Curve((200, 25), (300, 40)));
        var changed = EditOffer.Run(edit).OrThrow();
        Assert.Equal((edit.At, edit.Segments), (changed.SubmittedAt, changed.Units[0].Segments));
        Assert.Equal(Offers.Units[0], changed.Units[0] with
        {
            StartUp = Offers.Units[0].StartUp, MinimumLoadUsdPerHour = Offers.Units[0].MinimumLoadUsdPerHour,
            Segments = Offers.Units[0].Segments,
        });
    }

    [Fact]
    public void Each_fault_is_named_with_its_cell()
    {
        Faulty("non-monotone-curve", 1, "price", Curve((200, 40), (300, 25)));
        Faulty("segment-order", 1, "mw", Curve((200, 25), (200, 30), (300, 40)));
        Faulty("segment-order", 0, "mw", Curve((50, 25), (300, 40)));
        Faulty("above-maximum", 0, "mw", Curve((301, 25)));
        Faulty("short-curve", 0, "mw", Curve((299, 25)));
        Faulty("price-cap", 0, "price", Curve((300, 2000.01m)));
        Faulty("price-cap", 0, "price", Curve((300, -501)));
        Faulty("no-segment", 0, "mw", []);
        Faulty("too-many-segments", 10, "mw", Curve([.. Enumerable.Range(1, 11).Select(i => (i == 11 ? 300m : 100m + 10 * i, 20m + i))]));
        Assert.Equal(["start-up", "minimum-load"], EditOffer.FaultsOf(Offers.Units[0], -1, -1, Curve((300, 25)))
            .Select(fault => fault.Field));
    }

    [Fact]
    public void A_change_after_the_gate_or_of_a_unit_that_is_not_offered_is_refused()
    {
        var good = Edit(Curve((300, 25)));
        Assert.Equal("gate-closed", Fixtures.RefusalOf(EditOffer.Run(good with { At = Gate + Duration.FromSeconds(1) })).Code);
        Assert.Equal("unknown-unit", Fixtures.RefusalOf(EditOffer.Run(good with { Unit = "steam-9" })).Code);
        Assert.Equal("negative-cost", Fixtures.RefusalOf(EditOffer.Run(good with { StartUp = new(-1) })).Code);
    }

    private static void Faulty(string code, int row, string field, ImmutableArray<OfferSegment> segments)
    {
        Assert.Contains((code, row, field), EditOffer.FaultsOf(Offers.Units[0], 0, 0, segments)
            .Select(fault => (fault.Code, fault.Row, fault.Field)));
        Assert.Contains(Fixtures.RefusalOf(EditOffer.Run(Edit(segments))).Code,
            EditOffer.FaultsOf(Offers.Units[0], 1250, 3100, segments).Select(fault => fault.Code));
    }
}
