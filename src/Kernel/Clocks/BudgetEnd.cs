namespace Busbar.Kernel.Clocks;

/// <summary>Where a budget ends that is spent exactly at closing time.</summary>
public enum BudgetEnd
{
    /// <summary>At that closing: nine hours from Friday 09:00 of a day to 18:00 are due on Friday at 18:00. What most people
    /// expect.</summary>
    Closing,
    /// <summary>At the next opening: Monday 09:00. So does Request Tracker (Business::Hours 0.13).</summary>
    NextOpening,
}
