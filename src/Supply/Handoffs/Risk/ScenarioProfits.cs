using System.Collections.Immutable;
using Busbar.Kernel.Time;

namespace Busbar.Supply.Handoffs.Risk;

/// <summary>What a piece of the book makes under each move of the market that history holds, oldest first; a gain is positive.</summary>
/// <param name="Name">Name of the piece.</param>
/// <param name="Cut">Where it belongs.</param>
/// <param name="Days">The day each move ends on, in order.</param>
/// <param name="ProfitsUsd">One a day.</param>
public sealed record ScenarioProfits(string Name, RiskCut Cut, ImmutableArray<OperatingDay> Days, ImmutableArray<double> ProfitsUsd);

/// <summary>The mean of a day's hourly prices.</summary>
/// <param name="Day">The day, on the source's own clock.</param>
/// <param name="UsdPerMwh">The mean; may be negative.</param>
/// <param name="Hours">How many hours it is the mean of.</param>
public sealed record DailyPrice(OperatingDay Day, double UsdPerMwh, int Hours);
