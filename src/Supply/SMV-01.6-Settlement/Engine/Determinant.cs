namespace Busbar.Supply.Settlement.Engine;

/// <summary>A billing determinant that formulas name: a metered or cleared quantity, a price, a rate, a total of the market.</summary>
/// <param name="Name">The trade's name, as cases and explanations print it: <c>DA MWh</c>.</param>
/// <param name="Unit">Unit of each value.</param>
/// <param name="Reach">Whose value it is.</param>
/// <param name="Bridge">The named rule that takes it to intervals of another length than its own.</param>
public sealed record Determinant(string Name, string Unit, Reach Reach, Bridge Bridge);

/// <summary>Whose value a determinant is.</summary>
public enum Reach
{
    /// <summary>One value for the whole market.</summary>
    Market,
    /// <summary>Of the subject that is billed.</summary>
    Subject,
    /// <summary>Of the subject's settlement location; for a path, the value at the sink less that at the source.</summary>
    Location,
    /// <summary>Of the zone in which the subject lies.</summary>
    Zone,
    /// <summary>Of the uplift region in which the subject lies.</summary>
    Region,
}

/// <summary>The rules by which a value stands for intervals of another length. Without one, another length is refused.</summary>
public enum Bridge
{
    /// <summary>None: the determinant must have the intervals of the charge.</summary>
    Refused,
    /// <summary>Energy and money: an hour's amount spreads evenly over its shorter intervals (MWh ÷ 12 for five minutes), and shorter
    /// intervals add up. A value of the whole day does not spread.</summary>
    SpreadsAndSums,
    /// <summary>Prices, megawatts, rates: the value holds through its shorter intervals, and a longer interval takes their mean.</summary>
    HoldsAndAverages,
}
