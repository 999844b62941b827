namespace Busbar.Host.Screens;

/// <summary>How the web application is served.</summary>
/// <param name="Urls">Addresses to listen on, parted by semicolons; loopback unless told otherwise.</param>
/// <param name="OneClickSignIn">True on a demonstration: a visitor on this machine may sign in as any role with one click, and the page
/// says so.</param>
/// <param name="Workspace">The folder of the store, the users and the keys of sessions.</param>
/// <param name="IsWatching">True when it watches itself and what the house has it watch, and writes down what it sees.</param>
public sealed record WebHostOptions(string Urls, bool OneClickSignIn, string Workspace, bool IsWatching = false)
{
    /// <summary>Where <c>serve</c> listens when it is not told.</summary>
    public const string LoopbackUrl = "http://127.0.0.1:5080";
}
