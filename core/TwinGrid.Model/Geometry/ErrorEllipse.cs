namespace TwinGrid.Model;

/// <summary>A horizontal error ellipse round an estimated position.</summary>
/// <param name="SemiMajor">Longer semi-axis in metres.</param>
/// <param name="SemiMinor">Shorter semi-axis in metres.</param>
/// <param name="Orientation">Angle of the longer axis from the x axis in radians, counter-clockwise.</param>
public readonly record struct ErrorEllipse(double SemiMajor, double SemiMinor, double Orientation);
