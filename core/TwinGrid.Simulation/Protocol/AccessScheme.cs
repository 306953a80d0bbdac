namespace TwinGrid.Simulation.Protocol;

/// <summary>How a reader shares the air among the tags of its field.</summary>
public enum AccessScheme
{
    /// <summary>Frames of the best size of the standard for the tags left, which an ideal reader knows; a tag is identified by its EPC.</summary>
    Frames = 0,

    /// <summary>The Q algorithm of EPC Gen2's annex D, which knows nothing but what its slots held; a tag is identified by its EPC.</summary>
    QAlgorithm = 1,

    /// <summary>The polling cycle of Wang et al., section III-B: replies are short, and collisions of a low order are resolved.</summary>
    Polling = 2,
}
