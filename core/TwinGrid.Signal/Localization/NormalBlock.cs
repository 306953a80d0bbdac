using TwinGrid.Model;

namespace TwinGrid.Signal.Localization;

/// <summary>Normal equations of one point: Σ w·J·Jᵀ (2 × 2 or 3 × 3, symmetric) and Σ w·r·J.</summary>
internal readonly record struct NormalBlock(
    double XX, double XY, double YY, double XZ, double YZ, double ZZ, double RX, double RY, double RZ)
{
    /// <summary>The step that solves the equations, slightly damped so that a flat direction gives a short one.</summary>
    public (double X, double Y, double Z) Solve(int dimensions)
    {
        PositionCovariance inverse = Invert(dimensions);
        return (
            inverse.XX * RX + inverse.XY * RY + inverse.XZ * RZ,
            inverse.XY * RX + inverse.YY * RY + inverse.YZ * RZ,
            inverse.XZ * RX + inverse.YZ * RY + inverse.ZZ * RZ);
    }

    /// <summary>The inverse matrix, with a damping of 10⁻⁹ of the trace on the diagonal; the height's part is zero in planar work.</summary>
    public PositionCovariance Invert(int dimensions)
    {
        double damping = 1e-9 * (XX + YY + ZZ) + 1e-300;
        double xx = XX + damping, yy = YY + damping, zz = ZZ + damping;
        if (dimensions == 2)
        {
            double planar = 1 / (xx * yy - XY * XY);
            return new PositionCovariance(yy * planar, -XY * planar, xx * planar);
        }

        double cxx = yy * zz - YZ * YZ;
        double cxy = XZ * YZ - XY * zz;
        double cxz = XY * YZ - XZ * yy;
        double scale = 1 / (xx * cxx + XY * cxy + XZ * cxz);
        return new PositionCovariance(
            cxx * scale,
            cxy * scale,
            (xx * zz - XZ * XZ) * scale,
            cxz * scale,
            (XY * XZ - xx * YZ) * scale,
            (xx * yy - XY * XY) * scale);
    }
}
