using Busbar.Supply.Handoffs.Trading.Curves;

namespace Busbar.Supply.Trading.Positions;

/// <summary>Which row of the book: a commodity at a location, held by a book.</summary>
public sealed record BookKey(string Book, Commodity Commodity, string Market, string Location);
