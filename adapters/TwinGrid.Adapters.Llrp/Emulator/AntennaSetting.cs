namespace TwinGrid.Adapters.Llrp.Emulator;

/// <summary>How an emulated antenna reads.</summary>
/// <param name="Port">Its port, from 1.</param>
/// <param name="PowerDbm">Power into it.</param>
/// <param name="Channel">Fixed channel from 1, or 0 to hop.</param>
/// <param name="Session">Session of the air protocol, 0 to 3.</param>
/// <param name="IsDualTarget">Whether tags of both states are asked in turn; else a tag that was read stays silent as long as its session remembers.</param>
internal sealed record AntennaSetting(int Port, double PowerDbm, int Channel, int Session, bool IsDualTarget);
