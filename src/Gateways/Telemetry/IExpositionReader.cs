using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Operations;

namespace Busbar.Gateways.Telemetry;

/// <summary>Reads a text of metrics line by line. Each step answers what is wrong, or null.</summary>
internal interface IExpositionReader
{
    /// <summary>The metrics read so far, in the order of the text.</summary>
    ImmutableArray<TelemetryFamily> Families { get; }

    /// <summary>Takes the next line, without its line feed.</summary>
    string? Take(ReadOnlySpan<char> line, int maxLabels);

    /// <summary>Says that there are no more.</summary>
    string? End();
}
