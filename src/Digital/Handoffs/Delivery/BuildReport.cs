namespace Busbar.Digital.Handoffs.Delivery;

/// <summary>What a build leaves behind to be read: its tests, or what they covered.</summary>
public abstract record BuildReport
{
    private BuildReport() { }

    /// <summary>A report of tests.</summary>
    public sealed record Tests(TestReport Report) : BuildReport;

    /// <summary>A report of coverage.</summary>
    public sealed record Coverage(CoverageReport Report) : BuildReport;
}
