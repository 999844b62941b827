using System.Collections.Immutable;
using NodaTime;

namespace Busbar.Digital.Handoffs.DataQuality;

/// <summary>What data quality tells the service desk: a dataset does not keep its contract, and what has read it since.</summary>
/// <param name="Dataset">The dataset's name in the catalogue.</param>
/// <param name="Contract">The contract's id and version.</param>
/// <param name="Rules">The rules that failed, by name.</param>
/// <param name="Began">When the data stopped keeping it.</param>
/// <param name="Ended">When they kept it again; null while they do not.</param>
/// <param name="MwTouched">The megawatts of forecasts, positions and bids that read it; null where none carries any.</param>
/// <param name="UsdTouched">The dollars of positions, bids and settlements that read it, by size whatever their sign.</param>
/// <param name="Readers">The runs and documents that read it, to be made anew after repair, in the order of making.</param>
public sealed record ContractBreach(
    string Dataset, string Contract, ImmutableArray<string> Rules, Instant Began, Instant? Ended, decimal? MwTouched, decimal? UsdTouched,
    ImmutableArray<string> Readers);
