using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using Busbar.Kernel.Time;
using Busbar.Supply.Handoffs.Commitment.Masters;

namespace Busbar.Supply.Commitment.Master;

/// <summary>What a unit can do in one hour, once its calendar is resolved.</summary>
/// <param name="Interval">The hour.</param>
/// <param name="Mode">How it is committed.</param>
/// <param name="Limits">Output limits; all zero in an outage.</param>
/// <param name="SelfSchedule">Output it is scheduled at, in self-schedule hours.</param>
/// <param name="Events">Ids of the events that made it so.</param>
public sealed record UnitHour(
    DeliveryInterval Interval, CommitmentMode Mode, OutputLimits Limits, Mw? SelfSchedule, ImmutableArray<string> Events);
