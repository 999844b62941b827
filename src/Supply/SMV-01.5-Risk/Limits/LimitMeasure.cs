using System.Collections.Immutable;

namespace Busbar.Supply.Risk.Limits;

/// <summary>What a limit of the portfolio policy can be set on, as the policy spells it; a <see cref="PolicyLimit.Scope"/> says on
/// whose.</summary>
public static class LimitMeasure
{
    /// <summary>Largest month and block of a book, net MWh at delta, long or short.</summary>
    public const string Volume = "volume-mwh";

    /// <summary>A book's value at risk at 95 %, USD.</summary>
    public const string Var95 = "var-95";

    /// <summary>A book's value at risk at 99 %, USD.</summary>
    public const string Var99 = "var-99";

    /// <summary>What a book lost since the period began, USD; a profit counts as 0.</summary>
    public const string StopLoss = "stop-loss";

    /// <summary>A counterparty's current and potential exposure together, USD.</summary>
    public const string Credit = "credit";

    /// <summary>Months from the marks to the last month a book holds.</summary>
    public const string Tenor = "tenor-months";

    /// <summary>Largest share of one location in a book's gross energy, 0 to 1.</summary>
    public const string Concentration = "concentration";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Volume, Var95, Var99, StopLoss, Credit, Tenor, Concentration];
}
