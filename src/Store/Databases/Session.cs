using System.Data.Common;
using Busbar.Kernel.Outcomes;
using Dapper;

namespace Busbar.Store.Databases;

/// <summary>Runs work on a connection: a read, a read of one state, or a write that is kept whole or not at all. An error that means
/// something to a person leaves as a refusal; the connection it happened on is thrown away, which ends its transaction.</summary>
internal sealed class Session(IDatabase database) : IDisposable
{
    private readonly Lock writers = new();
    private DbConnection? joint;
    private bool hasJointFailed;

    public IDatabase Database { get; } = database;

    public T Read<T>(Func<DbConnection, T> work) => On(work);

    public T Snapshot<T>(Func<DbConnection, T> work) => OwnJoint is not null ? On(work) : OnOwn(connection =>
    {
        Database.BeginSnapshot(connection);
        var result = work(connection);
        connection.Execute("COMMIT TRANSACTION");
        return result;
    });

    /// <summary>One statement that writes, in a transaction of its own, without a turn in the writers' queue.</summary>
    public T Step<T>(Func<DbConnection, T> work) => On(work);

    public T Write<T>(Func<DbConnection, T> work)
    {
        // Writers of one process queue here, in turn, rather than poll for the database's lock.
        lock (writers)
        {
            return joint is null ? Transaction(work) : OnJoint(joint, work, isWrite: true);
        }
    }

    /// <summary>One transaction over all that the work, on this thread, writes through this session; it reads what it has
    /// written.</summary>
    /// <exception cref="InvalidOperationException">A write of it failed and the work went on all the same: nothing is kept.</exception>
    public void Together(Action work)
    {
        lock (writers)
        {
            if (joint is not null) throw new InvalidOperationException("One work that is kept whole lies within another.");
            Transaction(connection =>
            {
                (joint, hasJointFailed) = (connection, false);
                try
                {
                    work();
                    if (hasJointFailed) throw new InvalidOperationException("Part of a work that is kept whole has failed.");
                    return true;
                }
                finally
                {
                    joint = null;
                }
            });
        }
    }

    public void Dispose() => Database.Dispose();

    private DbConnection? OwnJoint => writers.IsHeldByCurrentThread ? joint : null;

    private T Transaction<T>(Func<DbConnection, T> work) => OnOwn(connection =>
    {
        Database.BeginWrite(connection);
        var result = work(connection);
        connection.Execute("COMMIT TRANSACTION");
        return result;
    });

    private T On<T>(Func<DbConnection, T> work) => OwnJoint is { } own ? OnJoint(own, work, isWrite: false) : OnOwn(work);

    private T OnJoint<T>(DbConnection connection, Func<DbConnection, T> work, bool isWrite)
    {
        try
        {
            return work(connection);
        }
        // PostgreSQL takes back all of a transaction in which a statement failed, and says nothing when it is committed.
        catch (Exception error) when (isWrite || error is DbException)
        {
            hasJointFailed = true;
            throw;
        }
    }

    private T OnOwn<T>(Func<DbConnection, T> work)
    {
        DbConnection? connection = null;
        var isDone = false;
        try
        {
            connection = Database.Rent();
            var result = work(connection);
            isDone = true;
            return result;
        }
        catch (DbException error) when (Database.RefusalOf(error) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
        finally
        {
            if (isDone) Database.Return(connection!);
            else connection?.Dispose();
        }
    }
}
