using Busbar.Kernel.Time;

namespace Busbar.Supply.Contracts.Credit;

/// <summary>One month and block of one deal.</summary>
/// <param name="Deal">The deal.</param>
/// <param name="Curve">The curve that prices it; −1 for money that no price moves.</param>
/// <param name="Month">First day of its month.</param>
/// <param name="Block">Its block.</param>
/// <param name="Quantity">MWh or MMBtu: bought positive, sold negative.</param>
/// <param name="Strike">Price that was agreed.</param>
/// <param name="Right">+1 a call, −1 a put, 0 no option. An option is taken at its intrinsic value.</param>
internal readonly record struct CreditLeg(
    CreditDeal Deal, int Curve, OperatingDay Month, PeakBlock Block, double Quantity, double Strike, int Right)
{
    internal double ValueAt(double price) => Right == 0 ? Quantity * (price - Strike) : Quantity * Math.Max(0, Right * (price - Strike));
}

/// <summary>A deal, whom it is with, and the master it falls under; empty for none.</summary>
internal sealed record CreditDeal(string Id, string Counterparty, string Master);
