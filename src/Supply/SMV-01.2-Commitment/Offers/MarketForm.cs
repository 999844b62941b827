using System.Collections.Immutable;
using Busbar.Supply.Commitment.Offers.Rules;
using Busbar.Supply.Commitment.Offers.Rules.Caiso;
using Busbar.Supply.Commitment.Offers.Rules.Ercot;
using Busbar.Supply.Commitment.Offers.Rules.IsoNe;
using Busbar.Supply.Commitment.Offers.Rules.Miso;
using Busbar.Supply.Commitment.Offers.Rules.Pjm;
using Busbar.Supply.Handoffs.Commitment.Offers;

namespace Busbar.Supply.Commitment.Offers;

/// <summary>How a market wants an offer written, and the rules it checks it by.</summary>
/// <param name="Market">The market.</param>
/// <param name="MostPoints">Most points of an incremental curve.</param>
/// <param name="MwDecimals">Decimals of a MW.</param>
/// <param name="PriceDecimals">Decimals of a price.</param>
/// <param name="Minimum">How the cost of running low is asked for.</param>
/// <param name="Schedules">Which schedules an offer comes in.</param>
/// <param name="Slopes">Whether a curve must, may or cannot be sloped.</param>
/// <param name="CommitmentCosts">Who may say what commitment costs.</param>
/// <param name="HasDailyCommitmentCost">True where start-up and minimum cost hold for the whole day.</param>
/// <param name="TakesAncillary">True where ancillary services are offered with it here.</param>
/// <param name="Rules">The market's own rules.</param>
internal sealed record MarketForm(
    string Market, int MostPoints, int MwDecimals, int PriceDecimals, MinimumBasis Minimum, ImmutableArray<OfferSchedule> Schedules,
    ImmutableArray<CurveStyle> Slopes, ImmutableArray<CommitmentCostBasis> CommitmentCosts, bool HasDailyCommitmentCost,
    bool TakesAncillary, ImmutableArray<OfferRule> Rules)
{
    /// <summary>Every market offers are built for.</summary>
    public static ImmutableArray<MarketForm> All { get; } =
        [PjmMarket.Form, ErcotMarket.Form, CaisoMarket.Form, IsoNeMarket.Form, MisoMarket.Form];

    /// <summary>A market's form, or null.</summary>
    public static MarketForm? Of(string market) => All.FirstOrDefault(form => form.Market == market);
}
