using TwinGrid.Trace.Events;

namespace TwinGrid.Store.Rows;

/// <summary>
/// An event on its way to the writer: what needs no knowledge of the database is worked out in its caller's thread, because there are
/// many callers and one writer.
/// </summary>
/// <param name="Event">The event.</param>
/// <param name="Code">Code of its id.</param>
/// <param name="IdHash">Hash of that code.</param>
internal sealed record NewEvent(EpcisEvent Event, byte[] Code, long IdHash)
{
    /// <summary>Works it out.</summary>
    public static NewEvent Of(EpcisEvent happening)
    {
        byte[] code = EventIdCode.Encode(happening.Id);
        return new NewEvent(happening, code, EventIdCode.HashOf(code));
    }
}
