namespace TwinGrid.Grains.Tests.Support;

/// <summary>
/// Failures that the doubles of storage and archive made. Orleans wraps what a storage throws, the embedded engine hands it on:
/// both name the double's own words.
/// </summary>
public static class Refused
{
    public static bool IsByADouble(Exception? fault) => fault?.ToString().Contains(" refuses ", StringComparison.Ordinal) == true;

    /// <summary>Asserts that a call fails, and that it fails because a double refused.</summary>
    public static async Task ByADoubleAsync(Func<Task> call)
    {
        Exception? fault = await Record.ExceptionAsync(call);
        Assert.True(IsByADouble(fault), $"expected a refusal by a double, found {fault?.ToString() ?? "success"}");
    }
}
