using Busbar.Host.Desks.Service;
using Busbar.Store;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Busbar.Host.Tests.Service;

/// <summary>Tests over HTTP: a store of their own, and its pages on a port of their own.</summary>
public abstract class WebHome : IAsyncLifetime
{
    private protected string Folder { get; } = Directory.CreateTempSubdirectory("busbar-web-home-").FullName;

    private protected FactStore Store { get; private set; } = null!;

    private protected WebKit Web { get; private set; } = null!;

    private protected DigitalBooks Books => Web.Services.GetRequiredService<DigitalBooks>();

    public virtual async ValueTask InitializeAsync()
    {
        Store = FactStore.Open(DeskKit.Location(Folder), SystemClock.Instance);
        Web = await WebKit.Start(Store, SystemClock.Instance);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        Store.Dispose();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
