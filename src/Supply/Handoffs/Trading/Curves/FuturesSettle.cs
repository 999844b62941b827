using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Trading.Curves;

/// <summary>The settlement price of one exchange future on one day.</summary>
/// <param name="Contract">The exchange's root, <c>ICE:PDQ</c>.</param>
/// <param name="QuotedOn">The day it settled at this price.</param>
/// <param name="Expiry">Its expiry. A daily future delivers on it; an averaging future pays the mean of the month before it.</param>
/// <param name="Price">Settlement price.</param>
public sealed record FuturesSettle(string Contract, OperatingDay QuotedOn, OperatingDay Expiry, UsdPerMwhEstimate Price);

/// <summary>What a day's delivery came to, as published: an averaging future that has begun counts it.</summary>
public sealed record DailyFixing(OperatingDay Day, UsdPerMwhEstimate Price);
