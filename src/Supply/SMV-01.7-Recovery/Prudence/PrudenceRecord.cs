using System.Collections.Immutable;
using Busbar.Kernel.Outcomes;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Recovery.Prudence;

/// <summary>A decision replayed for a prudence review. The regulator's test looks at what was known or knowable then; what came later
/// stands apart, dated, and changes nothing above it.</summary>
/// <param name="Then">As known at the decision.</param>
/// <param name="Later">Hindsight, or null while no outcome is known.</param>
public sealed record PrudenceRecord(KnownThen Then, Hindsight? Later);

/// <summary>The decision with everything known at its instant, and nothing else.</summary>
/// <param name="Decision">What was decided, why, and who approved it.</param>
/// <param name="Documents">Documents held, in the order they became known.</param>
/// <param name="Ranking">The alternatives: those inside the limits first, the cheapest as then expected first.</param>
/// <param name="ChosenRank">Where the choice stood, from 1.</param>
/// <param name="ExpectedPremium">Expected cost of the choice above the first in rank.</param>
/// <param name="Working">The ranking explained.</param>
public sealed record KnownThen(
    PurchaseDecision Decision, ImmutableArray<KnownDocument> Documents, ImmutableArray<RankedAlternative> Ranking, int ChosenRank,
    Usd ExpectedPremium, Explain Working);

/// <summary>An alternative with its rank and how far it stood above the first.</summary>
public sealed record RankedAlternative(int Rank, Alternative Alternative, Usd AboveFirst, bool IsChosen);

/// <summary>What came out afterwards. Regret is no finding of imprudence: it uses facts that nobody had.</summary>
/// <param name="KnownAt">When the last of the outcomes became known.</param>
/// <param name="Costs">Realised cost of each alternative that has one.</param>
/// <param name="Surprise">Realised less expected cost of the choice.</param>
/// <param name="Regret">Realised cost of the choice less the lowest realised cost of an alternative that was open to the desk.</param>
/// <param name="Working">Regret explained.</param>
public sealed record Hindsight(Instant KnownAt, ImmutableArray<RealisedCost> Costs, Usd Surprise, Usd Regret, Explain Working);
