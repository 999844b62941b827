using System.Collections.Immutable;
using Busbar.Digital.Handoffs.Portfolio;

namespace Busbar.Digital.Portfolio.Landscapes;

/// <summary>What to do with an application.</summary>
public enum TimeQuadrant
{
    /// <summary>Sound, but serves little: keep without spending on it.</summary>
    Tolerate,
    /// <summary>Sound and serves well.</summary>
    Invest,
    /// <summary>Serves well on unsound ground: move it.</summary>
    Migrate,
    /// <summary>Neither.</summary>
    Eliminate,
}

/// <summary>An application in its quadrant.</summary>
public sealed record PlacedApplication(Application Application, TimeQuadrant Quadrant);

/// <summary>Places applications by business fit and technical fit. Source: Gartner's TIME model; three of five or more is fit.</summary>
public static class PlaceApplications
{
    private const double Fit = 3;

    /// <summary>One an application, in the landscape's order.</summary>
    public static ImmutableArray<PlacedApplication> Run(Landscape landscape) =>
        [.. landscape.Applications.Select(each => new PlacedApplication(each, (each.BusinessFit >= Fit, each.TechnicalFit >= Fit) switch
        {
            (true, true) => TimeQuadrant.Invest,
            (true, false) => TimeQuadrant.Migrate,
            (false, true) => TimeQuadrant.Tolerate,
            (false, false) => TimeQuadrant.Eliminate,
        }))];
}
