using System.Collections.Immutable;
using Busbar.Kernel.Quantities;
using NodaTime;

namespace Busbar.Supply.Handoffs.Risk;

/// <summary>What a book may deal without asking, set by the risk committee. It reaches the trader's desk as yesterday's document.</summary>
/// <param name="Book">The book.</param>
/// <param name="Owner">Who owns the limits.</param>
/// <param name="Products">Kinds of terms it may deal, as their JSON names them: <c>power</c>, <c>swap</c>.</param>
/// <param name="Counterparties">Ids it may deal with; empty for all that have a credit limit.</param>
/// <param name="TenorMonths">Months ahead that delivery may end in.</param>
/// <param name="DealMw">Most MW of one deal.</param>
/// <param name="OpenMwh">Most net MWh, long or short, of one month and block.</param>
/// <param name="Var95Usd">Most value at risk of the book at 95 %, one day.</param>
/// <param name="ApprovalAboveMwh">Deals larger than this need a second person.</param>
public sealed record TradingAuthority(
    string Book, string Owner, ImmutableArray<string> Products, ImmutableArray<string> Counterparties, int TenorMonths, Mw DealMw,
    Mwh OpenMwh, Usd Var95Usd, Mwh ApprovalAboveMwh);

/// <summary>Price scenarios and what the book makes under each: enough for the trader's desk to know what a deal adds to value at risk
/// before it is accepted.</summary>
/// <param name="MeasuredAt">The clock of the scenarios.</param>
/// <param name="Method">How they were made.</param>
/// <param name="Factors">The prices that move.</param>
/// <param name="Moves">Scenario by scenario, the move of each factor in USD/MWh (fuel USD/MMBtu).</param>
/// <param name="Books">What each book makes under them; one that is not there holds nothing.</param>
public sealed record RiskScenarios(
    Instant MeasuredAt, string Method, ImmutableArray<RiskFactor> Factors, ImmutableArray<ImmutableArray<double>> Moves,
    ImmutableArray<BookScenarios> Books);

/// <summary>What one book makes, scenario by scenario.</summary>
/// <param name="Book">The book.</param>
/// <param name="Profits">USD, one a scenario.</param>
public sealed record BookScenarios(string Book, ImmutableArray<double> Profits);
