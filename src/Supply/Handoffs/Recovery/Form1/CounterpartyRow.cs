using Busbar.Kernel.Quantities;

namespace Busbar.Supply.Handoffs.Recovery.Form1;

/// <summary>A row of Form 1's page 326-327, purchased power, or 310-311, sales for resale: a year with one counterparty. Amounts are
/// positive as the page prints them, cost on 326 and revenue on 310.</summary>
/// <param name="Filer">The utility.</param>
/// <param name="Order">The row's number as printed.</param>
/// <param name="Counterparty">The other side.</param>
/// <param name="Class">Statistical class: RQ, LF, IF, SF, LU, IU, OS, AD or EX; empty when not given.</param>
/// <param name="Tariff">Rate schedule or tariff number.</param>
/// <param name="Energy">Megawatt hours bought or sold.</param>
/// <param name="Received">Received through power exchanges.</param>
/// <param name="Delivered">Delivered through power exchanges.</param>
/// <param name="Demand">Demand charges.</param>
/// <param name="EnergyCharge">Energy charges.</param>
/// <param name="Other">Other charges.</param>
/// <param name="Total">Settlement; null on a row that is left blank.</param>
public sealed record CounterpartyRow(
    string Filer, string Order, string Counterparty, string Class, string Tariff, Mwh Energy, Mwh Received, Mwh Delivered, Usd Demand,
    Usd EnergyCharge, Usd Other, Usd? Total);
