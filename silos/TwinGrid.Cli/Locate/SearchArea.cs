using TwinGrid.Model;

namespace TwinGrid.Cli.Locate;

/// <summary>Where tags are looked for, relative to the places where the antenna has been.</summary>
/// <param name="Near">Least distance from the track towards growing y, in metres.</param>
/// <param name="Far">Largest distance from the track towards growing y, in metres.</param>
/// <param name="Beside">How far beyond either end of the track, along x, in metres.</param>
internal sealed record SearchArea(double Near, double Far, double Beside)
{
    /// <summary>The area of one scene as its lowest and highest corner.</summary>
    public (Position Low, Position High) Of(SceneSurvey scene) => (
        new Position(scene.Low.X - Beside, scene.High.Y + Near, scene.Low.Z),
        new Position(scene.High.X + Beside, scene.High.Y + Far, scene.Low.Z));
}
