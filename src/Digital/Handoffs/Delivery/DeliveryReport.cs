using System.Collections.Immutable;

namespace Busbar.Digital.Handoffs.Delivery;

/// <summary>What delivery leaves behind to be read: a build's tests and what they covered, a project's plan, modules with their
/// defects.</summary>
public abstract record DeliveryReport
{
    private DeliveryReport() { }

    /// <summary>A report of tests.</summary>
    public sealed record Tests(TestReport Report) : DeliveryReport;

    /// <summary>A report of coverage.</summary>
    public sealed record Coverage(CoverageReport Report) : DeliveryReport;

    /// <summary>A project's plan and how far it is.</summary>
    public sealed record Plan(ImmutableArray<WorkPackage> Packages) : DeliveryReport;

    /// <summary>Modules of code and the defects found in them.</summary>
    public sealed record Modules(ImmutableArray<CodeModule> Rows) : DeliveryReport;
}
