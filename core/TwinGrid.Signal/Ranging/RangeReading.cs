using TwinGrid.Model;

namespace TwinGrid.Signal.Ranging;

/// <summary>A range from one reader.</summary>
/// <param name="Reader">Where the reader stands.</param>
/// <param name="Range">Distance to the tag in metres, not negative.</param>
/// <param name="Deviation">Standard deviation of the range in metres, above zero.</param>
public readonly record struct RangeReading(Position Reader, double Range, double Deviation);

/// <summary>A place found from ranges.</summary>
/// <param name="Position">The place that fits best.</param>
/// <param name="Covariance">Its covariance; at the true place and with true deviations this is also the Cramér–Rao bound.</param>
/// <param name="Dilution">√tr (JᵀJ)⁻¹, the geometric dilution of precision: metres of position for each metre of range error.</param>
/// <param name="Misfit">Sum of squared residuals over their deviations; as many as the degrees of freedom, readers − dimensions, when all is well.</param>
/// <param name="Mirror">The other place that fits equally well, when the readers stand in a line (plane work) or in a plane (space); else null.</param>
/// <param name="Converged">Whether the iterations settled at a place that the readers determine.</param>
public readonly record struct RangePosition(
    Position Position, PositionCovariance Covariance, double Dilution, double Misfit, Position? Mirror, bool Converged);
