using Baton.Desk.Storage;
using Baton.Runtime;

namespace Baton.Desk.Notifications.Messages;

/// <summary>Where the desk orders messages. An order is written in the unit of work that decided it and leaves after its commit.</summary>
internal sealed class MessageDesk
{
    /// <summary>Writes the messages of an order; the caller saves.</summary>
    public Task Order(UnitOfWork unit, DeskDb db, MessageOrder order, CancellationToken ct) => throw new NotImplementedException();
}
